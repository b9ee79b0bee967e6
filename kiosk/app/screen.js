// The residents' screen. After a staff card it shows the board for a while.

import { askOpenly } from "./api.js";
import { Page } from "./page.js";
import { Sound } from "./sound.js";
import { Staff } from "./staff.js";
import { Texts } from "./texts.js";
import { touch } from "./touch.js";
import { guests } from "../views/guests.js";
import { idle } from "../views/idle.js";
import { number } from "../views/number.js";
import { result } from "../views/result.js";

// An answer that is older than this is shown without a sound: it was heard when it was given.
const LATE_MS = 2_000;

class Screen extends Page {
  title = "title";
  #sound = new Sound();
  #staff = new Staff(() => this.draw(), {
    leave: () => this.leave(),
    // A resident who taps takes the screen back from the staff.
    isTheirs: (staff) => staff.last,
  });
  // What is asked while nobody's answer is shown: nothing, "guests", "number" or "board".
  #asks = null;
  #typed = nothingTyped();
  #dismissed = 0;
  #waiting = false;
  // The answer that was shown when a finger was put down.
  #pressed;

  open() {
    super.open();
    document.addEventListener("pointerdown", () => (this.#pressed = this.state?.result?.seq), true);
    document.addEventListener("click", (event) => this.#guard(event), true);
  }

  // A finger that was put down on one answer chooses nothing of the next, however late it lifts. A key and a
  // program press without a pointer.
  #guard(event) {
    if (event.pointerId >= 0 && this.#pressed !== this.state?.result?.seq) {
      event.stopPropagation();
    }
  }

  show(state, before) {
    this.#staff.take(state);
    // The board has shown it: it does not come up when the board is locked.
    if (before?.staff && !state.staff && state.result?.seq === before.staff.seq) {
      this.#dismissed = before.staff.seq;
    }
    if (!before) {
      spoken(state.centre.languages).forEach((language) => this.#sound.prepare(language));
    }
    if (before && state.called && state.called.seq !== before.called?.seq) {
      this.#sound.call(state.volume);
    }
    const answered = state.result && state.result.seq !== before?.result?.seq;
    if (answered) {
      if (!state.staff?.last) {
        this.#staff.lock();
      }
      this.#ask(null);
      this.#waiting = false;
      this.#hear(state);
    }
  }

  #hear({ result: { shown_ms: shown, left_ms: left, answer }, volume }) {
    if (shown - left < LATE_MS) {
      const { decision, reason } = { ...answer, decision: answer.repeats ?? answer.decision, reason: answer.hint ?? answer.reason };
      this.#sound.play({ decision, reason }, this.#textsOf(answer).language, volume);
    }
  }

  // What was on the screen may no longer be so: it is forgotten.
  lose() {
    this.#waiting = false;
    this.#ask(null);
    this.#staff.lose();
  }

  leave() {
    this.#ask(null);
    this.#staff.close();
  }

  #ask(what) {
    this.#asks = what;
    this.#typed = nothingTyped();
  }

  view() {
    const { state, texts } = this;
    if (this.lost && !this.#staff.isCalling) {
      return this.absence();
    }
    if (!this.lost && state.result && ![this.#dismissed, state.staff?.seq].includes(state.result.seq)) {
      return this.#result(state, this.#textsOf(state.result.answer));
    }
    if (this.#asks === "board" || this.#staff.isOpen) {
      return this.#staff.view(state, texts, (language) => this.speak(language));
    }
    if (this.#asks === "guests") {
      return guests(state, texts, this.#waiting, {
        come: (party) => this.#touch("guests", { party }),
        back: () => this.#set(() => this.#ask(null)),
      });
    }
    if (this.#asks === "number") {
      return number(this.#typed, state.centre.personal_code, texts, this.#waiting, {
        type: (typed) => this.#set(() => (this.#typed = { ...this.#typed, ...typed, held: 0 })),
        come: (typed) => this.#come(typed),
        back: () => this.#set(() => this.#ask(null)),
      });
    }
    return idle(state, texts, {
      ask: (what) => this.#set(() => this.#ask(what)),
      speak: (language) => this.speak(language),
      renew: () => askOpenly("/screen/setup", {}).catch((error) => console.error(error)),
    });
  }

  #result(state, texts) {
    const { offer } = state.result.answer;
    return result(state, texts, this.#waiting, {
      choose: (room) => this.#touch("room", { offer, room }),
      "come-in": () => this.#touch("come-in", { offer }),
      leave: () => this.#touch("leave", { offer }),
      undo: () => this.#touch("undo", { offer }),
      done: () => this.#set(() => (this.#dismissed = state.result.seq)),
    });
  }

  // A person whose language is known is answered in it.
  #textsOf(answer) {
    const speaks = this.state.centre.languages.includes(answer.language);
    return (speaks && Texts.in(answer.language)) || this.texts;
  }

  #set(change) {
    change();
    this.draw();
  }

  // A keypad that is held up says for how long, and keeps what was typed.
  async #come({ kind, digits, code }) {
    const held = await this.#touch("number", { kind, number: digits, ...(code !== null && { code }) });
    if (held) {
      this.#set(() => (this.#typed = { ...this.#typed, held }));
    }
  }

  // One touch at a time: an impatient second press must not undo the first.
  async #touch(what, body) {
    if (this.#waiting) {
      return;
    }
    this.#set(() => (this.#waiting = true));
    try {
      return await touch(what, body);
    } catch (error) {
      console.error(error);
    } finally {
      this.#set(() => (this.#waiting = false));
    }
  }
}

// What somebody without a card types; the code is null until it is asked for, and held for how many seconds the
// keypad is held up.
function nothingTyped() {
  return { kind: "phone", digits: "", code: null, held: 0 };
}

// One of those languages that are written differently and sound the same.
function spoken(languages) {
  return [...new Map(languages.map((language) => [language.slice(0, 2), language])).values()];
}

new Screen().open();
