// The board, and what a member of staff does on it. A card unlocks every page of the kiosk that is open, a PIN the
// one it is typed on. The state says whether this page is unlocked; as long as it is not, the board shows what
// anybody may see.

import { Refused, ask, askOpenly } from "./api.js";
import { board } from "../views/board.js";
import { administrator } from "../views/staff/administrator.js";
import { people } from "../views/staff/people.js";
import { newName } from "../views/staff/name.js";
import { party } from "../views/staff/party.js";
import { pin } from "../views/staff/pin.js";
import { reason } from "../views/staff/reason.js";
import { recovery } from "../views/staff/recovery.js";
import { restore } from "../views/staff/restore.js";
import { roll } from "../views/staff/roll.js";
import { room } from "../views/staff/room.js";
import { rooms } from "../views/staff/rooms.js";
import { visit } from "../views/staff/visit.js";
import { waiting } from "../views/staff/waiting.js";

// A page locks itself after this, as the kiosk does; a touch on it tells the kiosk so, now and then.
const UNTOUCHED_MS = 60_000;
const TELL_MS = 10_000;
const NOTE_MS = 6_000;

const VIEWS = { administrator, people, name: newName, party, pin, reason, recovery, restore, roll, room, rooms, visit, waiting };

export class Staff {
  busy = false;
  // Whether the kiosk does not answer; only the roll is shown then.
  isLost = false;
  // The code of the card that was registered last, which the next state may still have as waiting.
  registered = null;
  note = null;
  #draw;
  #on;
  // What has unlocked this page, as the kiosk counts it, and what of that is not to unlock it again.
  #opening = null;
  #over = null;
  // The places that were opened one from the other: the last is shown, the board lies below them.
  #path = [];
  #toldAt = 0;
  #lockTimer;
  #noteTimer;

  // on.leave: what leads back to the residents' screen, if the board is shown in its place.
  // on.isTheirs: whether this page is opened by that card; every page is, if not given.
  constructor(draw, on) {
    this.#draw = draw;
    this.#on = on;
    document.addEventListener("pointerdown", () => this.#touched());
  }

  // Takes up a state, with which the page may have been unlocked or locked.
  take(state) {
    const wasLost = this.isLost;
    this.isLost = false;
    if (wasLost) {
      this.#path.at(-1)?.load?.();
    }
    const opened = state.staff && state.staff.opening !== this.#over && (this.#on.isTheirs?.(state.staff) ?? true);
    const opening = opened ? state.staff.opening : null;
    if (opening !== this.#opening) {
      if (opening === null) {
        this.#forget();
      } else {
        this.#unlock(opening);
      }
    }
    this.#path.at(-1)?.refresh?.(state);
  }

  get isUnlocked() {
    return this.#opening !== null;
  }

  // Whether the page shows more than the residents' screen needs.
  get isOpen() {
    return this.isUnlocked || this.#path.length > 0;
  }

  get leave() {
    return this.#on.leave;
  }

  // Whether staff are calling the roll, which nothing but a touch may take from the page.
  get isCalling() {
    return this.#path.at(-1)?.byStaff ?? false;
  }

  view(state, texts, speak) {
    const place = this.#path.at(-1);
    return place ? VIEWS[place.name](place, this, state, texts) : board(state, texts, this, speak);
  }

  // Opens a place, after a PIN if the page is locked.
  want(open) {
    if (this.isUnlocked) {
      open();
    } else {
      this.go({ name: "pin", digits: "", wrong: null, then: open });
    }
  }

  go(place) {
    this.note = null;
    this.#path.push(place);
    this.#draw();
    return place;
  }

  // Changes a place that is open.
  set(place, change) {
    Object.assign(place, change);
    this.#draw();
  }

  back() {
    this.#path.pop();
    this.#draw();
  }

  // Back to the board, or to the room that was opened from it.
  home() {
    const room = this.#path.findIndex((place) => place.name === "room");
    this.#path.length = room + 1;
    this.#path.at(-1)?.load();
    this.#draw();
  }

  // Leaves all places but a roll that staff call. The session goes on until it locks.
  close() {
    this.#path = this.isCalling ? this.#path.slice(-1) : [];
  }

  // The state that follows says that the page is unlocked.
  async unlock(place) {
    try {
      await askOpenly("/screen/unlock", { pin: place.digits });
    } catch (error) {
      const wrong = error instanceof Refused && error.status === 429 ? "wait" : "wrong";
      this.set(place, { digits: "", wrong: error instanceof Refused ? wrong : "failed" });
    }
  }

  #unlock(opening) {
    this.#opening = opening;
    this.#stay();
    this.#warmUp();
    const place = this.#path.at(-1);
    if (place?.name === "pin") {
      this.#path.pop();
      place.then();
    }
    this.#draw();
  }

  // The kiosk loads what it knows of pinyin with the first letter, which can take seconds on a Pi: it
  // gets one before anybody types.
  #warmUp() {
    this.ask("name-characters?letters=a&limit=1").catch((error) => console.warn(error));
  }

  // Asks the kiosk for something only staff may see, or, with a body, may do.
  async ask(path, body, tag) {
    this.#stay();
    this.#toldAt = performance.now();
    try {
      return await ask(path, body, tag);
    } catch (error) {
      if (error instanceof Refused && error.status === 401) {
        this.#forget();
        this.#draw();
      }
      throw error;
    }
  }

  // Does something, tells that it was done, and returns to where it began. One thing at a time. Says
  // whether it was done.
  //
  // tag: of what it is done to, if that was told with one; nothing is done if it has changed since.
  async act(path, body, done, values = {}, tag) {
    if (this.busy) {
      return false;
    }
    this.busy = true;
    this.#draw();
    try {
      await this.ask(path, body, tag);
      this.home();
      this.tell(done, values);
      return true;
    } catch (error) {
      console.warn(`${path}: ${error.message}`);
      this.home();
      this.tell(error instanceof Refused && error.status < 500 ? "staff.changed" : "staff.failed");
      return false;
    } finally {
      this.busy = false;
      this.#draw();
    }
  }

  // Gives a waiting card to somebody.
  async register(code, holder, who) {
    if (await this.act(`waiting/${encodeURIComponent(code)}`, holder, "staff.registered", { who })) {
      this.registered = code;
      this.#draw();
    }
  }

  // Gets the code by which the administrator whose card has unlocked the page signs in again.
  async recover(place) {
    this.#stay();
    try {
      this.set(place, await askOpenly("/screen/recovery", {}));
    } catch (error) {
      console.warn(`a code for an administrator: ${error.message}`);
      this.back();
      this.tell("staff.failed");
    }
  }

  // Asks for what only an administrator's card opens.
  async askScreen(path, body) {
    this.#stay();
    return askOpenly(path, body);
  }

  // Takes up the call for the staff.
  async answerCall() {
    this.#stay();
    try {
      await askOpenly("/screen/called", {});
    } catch (error) {
      console.warn(`answering a call: ${error.message}`);
      this.tell("staff.failed");
    }
  }

  // Shows one of the texts for a moment.
  tell(key, values = {}) {
    clearTimeout(this.#noteTimer);
    this.note = { key, values };
    this.#noteTimer = setTimeout(() => {
      this.note = null;
      this.#draw();
    }, NOTE_MS);
    this.#draw();
  }

  // Locks the page, or with a touch on the lock all that the same card has unlocked.
  lock(everywhere = false) {
    if (this.#opening !== null) {
      askOpenly("/screen/lock", { everywhere }).catch((error) => console.warn(error));
    }
    this.#forget();
    this.#draw();
  }

  // The kiosk is lost.
  lose() {
    this.isLost = true;
    this.#forget();
  }

  // A roll that is being called stays, with masked names as soon as the kiosk gives them.
  #forget() {
    clearTimeout(this.#lockTimer);
    this.#over = this.#opening ?? this.#over;
    this.#opening = null;
    this.close();
    this.#path[0]?.load();
  }

  #touched() {
    if (!this.isUnlocked) {
      return;
    }
    this.#stay();
    if (performance.now() - this.#toldAt > TELL_MS) {
      this.ask("occupancy").catch((error) => console.warn(error));
    }
  }

  #stay() {
    clearTimeout(this.#lockTimer);
    this.#lockTimer = setTimeout(() => this.lock(), UNTOUCHED_MS);
  }
}
