// The residents' screen.

import { render } from "lit-html";
import { Live } from "./live.js";
import { Texts } from "./texts.js";
import { touch } from "./touch.js";
import { guests } from "../views/guests.js";
import { idle } from "../views/idle.js";
import { lost } from "../views/lost.js";
import { result } from "../views/result.js";

// A language that somebody chose is given up for the centre's own when nobody touches the screen.
const UNTOUCHED_MS = 60_000;

class Screen {
  #state;
  #texts;
  #lost = false;
  #asksGuests = false;
  #dismissed = 0;
  #waiting = false;
  #untouched;

  open() {
    new Live((state) => this.#show(state), () => this.#lose()).open();
    setInterval(() => this.#draw(), 1_000);
    document.addEventListener("pointerdown", () => this.#touched());
  }

  async #show(state) {
    if (state.result && state.result.seq !== this.#state?.result?.seq) {
      this.#asksGuests = false;
      this.#waiting = false;
    }
    this.#state = state;
    this.#lost = false;
    this.#texts ??= await Texts.of(state.centre.languages[0]);
    this.#draw();
  }

  // What was on the screen may no longer be so: it is forgotten.
  #lose() {
    this.#lost = true;
    this.#waiting = false;
    this.#asksGuests = false;
    this.#draw();
  }

  #touched() {
    clearTimeout(this.#untouched);
    this.#untouched = setTimeout(() => {
      this.#asksGuests = false;
      this.#speak(this.#state.centre.languages[0]);
    }, UNTOUCHED_MS);
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
    document.title = this.#texts.say("title");
    render(this.#view(), document.body);
  }

  #view() {
    const texts = this.#texts;
    if (this.#lost) {
      return lost(texts);
    }
    const state = this.#state;
    if (state.result && state.result.seq !== this.#dismissed) {
      return result(state, texts, this.#waiting, {
        choose: (room) => this.#touch("room", { offer: state.result.answer.offer, room }),
        leave: () => this.#touch("leave", { offer: state.result.answer.offer }),
        undo: () => this.#touch("undo", { offer: state.result.answer.offer }),
        done: () => this.#set(() => (this.#dismissed = state.result.seq)),
      });
    }
    if (this.#asksGuests) {
      return guests(state, texts, this.#waiting, {
        come: (party) => this.#touch("guests", { party }),
        back: () => this.#set(() => (this.#asksGuests = false)),
      });
    }
    return idle(state, texts, {
      guests: () => this.#set(() => (this.#asksGuests = true)),
      speak: (language) => this.#speak(language),
    });
  }

  #set(change) {
    change();
    this.#draw();
  }

  // One touch at a time: an impatient second press must not undo the first.
  async #touch(what, body) {
    if (this.#waiting) {
      return;
    }
    this.#set(() => (this.#waiting = true));
    try {
      await touch(what, body);
    } catch (error) {
      console.error(error);
    } finally {
      this.#set(() => (this.#waiting = false));
    }
  }
}

new Screen().open();
