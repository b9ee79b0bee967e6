// The staff's board.

import { Page } from "./page.js";
import { Staff } from "./staff.js";
import { lost } from "../views/lost.js";

class Board extends Page {
  title = "board.title";
  #staff = new Staff(() => this.draw(), {});

  show(state) {
    this.#staff.take(state);
  }

  lose() {
    this.#staff.lose();
  }

  leave() {
    this.#staff.close();
  }

  view() {
    return this.lost && !this.#staff.isCalling
      ? lost(this.texts)
      : this.#staff.view(this.state, this.texts, (language) => this.speak(language));
  }
}

new Board().open();
