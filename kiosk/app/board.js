// The staff's board.

import { Page } from "./page.js";
import { Sound } from "./sound.js";
import { Staff } from "./staff.js";

class Board extends Page {
  title = "board.title";
  #sound = new Sound();
  #staff = new Staff(() => this.draw(), {});

  show(state, before) {
    this.#staff.take(state);
    if (before && state.called && state.called.seq !== before.called?.seq) {
      this.#sound.call(state.volume);
    }
  }

  lose() {
    this.#staff.lose();
  }

  leave() {
    this.#staff.close();
  }

  view() {
    return this.lost && !this.#staff.isCalling
      ? this.absence()
      : this.#staff.view(this.state, this.texts, (language) => this.speak(language));
  }
}

new Board().open();
