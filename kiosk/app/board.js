// The staff's board.

import { render } from "lit-html";
import { Live } from "./live.js";
import { Texts } from "./texts.js";
import { board } from "../views/board.js";
import { lost } from "../views/lost.js";

class Board {
  #state;
  #texts;
  #lost = false;

  open() {
    new Live((state) => this.#show(state), () => this.#lose()).open();
    setInterval(() => this.#draw(), 1_000);
  }

  async #show(state) {
    this.#state = state;
    this.#lost = false;
    this.#texts ??= await Texts.of(state.centre.languages[0]);
    this.#draw();
  }

  #lose() {
    this.#lost = true;
    this.#draw();
  }

  async #speak(language) {
    this.#texts = await Texts.of(language);
    this.#draw();
  }

  #draw() {
    if (!this.#texts) {
      return;
    }
    document.documentElement.lang = this.#texts.language;
    document.title = this.#texts.say("board.title");
    const view = this.#lost
      ? lost(this.#texts)
      : board(this.#state, this.#texts, (language) => this.#speak(language));
    render(view, document.body);
  }
}

new Board().open();
