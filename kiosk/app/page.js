// What the residents' screen and the board have in common: the connection, the words, the drawing,
// and that a page nobody touches returns to the centre's own language.

import { render } from "lit-html";
import { askOpenly } from "./api.js";
import { Live } from "./live.js";
import { Texts } from "./texts.js";
import { lost } from "../views/lost.js";
import { opening } from "../views/opening.js";

// Whatever somebody chose is given up when nobody touches the page.
const UNTOUCHED_MS = 60_000;

// How often at most the kiosk is told that somebody touches the page.
const TELL_MS = 1_000;

export class Page {
  state;
  texts;
  // Whether the kiosk does not answer, or does not take taps yet.
  lost = false;
  // How far it is with what it does until then, or null.
  #opening = null;
  #untouched;
  #toldAt = -TELL_MS;

  open() {
    new Live((state) => this.#take(state), () => this.#lose()).open();
    setInterval(() => this.draw(), 1_000);
    document.addEventListener("pointerdown", () => this.#touched());
    document.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  async #take(state) {
    const before = this.state?.opening ? undefined : this.state;
    const first = !this.texts;
    if (first) {
      this.texts = await Texts.load(state.centre.languages);
    }
    // Another state may have come while the words were loading.
    if (first && this.state && this.state.version > state.version) {
      return;
    }
    this.#opening = state.opening ?? null;
    if (this.#opening) {
      this.state = before ?? state;
      if (!this.lost) {
        this.#away();
      }
      this.draw();
      return;
    }
    this.state = state;
    this.lost = false;
    this.show(state, before);
    this.draw();
  }

  // A kiosk that ends the stream while it puts its records in order is about to take taps: it is lost only if
  // it does not answer when it is asked again.
  #lose() {
    if (this.#opening && !this.#opening.ended) {
      this.#opening.ended = true;
      return;
    }
    this.#opening = null;
    this.#away();
    this.draw();
  }

  #away() {
    this.lost = true;
    this.lose();
  }

  // What is shown while the kiosk is lost.
  absence() {
    return this.#opening ? opening(this.#opening, this.texts) : lost(this.texts);
  }

  #touched() {
    clearTimeout(this.#untouched);
    this.#untouched = setTimeout(() => {
      this.texts = Texts.in(this.state.centre.languages[0]);
      this.leave();
      this.draw();
    }, UNTOUCHED_MS);
    this.#tell();
  }

  // The kiosk lights the screen for whoever touches it.
  #tell() {
    if (performance.now() - this.#toldAt >= TELL_MS) {
      this.#toldAt = performance.now();
      askOpenly("/screen/touched", {}).catch((error) => console.warn(error));
    }
  }

  speak(language) {
    this.texts = Texts.in(language);
    this.draw();
  }

  draw() {
    if (!this.texts) {
      return;
    }
    document.documentElement.lang = this.texts.language;
    document.documentElement.dir = this.texts.direction;
    document.title = this.texts.say(this.title);
    render(this.view(), document.body);
  }
}
