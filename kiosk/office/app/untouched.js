// Notices that nobody is at the page. The page asks by itself for what is new, so the kiosk cannot tell.

const UNTOUCHED_MS = 30 * 60_000;
const EVENTS = ["pointerdown", "keydown", "wheel"];

export class Untouched {
  #timer;
  #handle;

  constructor(handle) {
    this.#handle = handle;
  }

  watch() {
    EVENTS.forEach((name) => addEventListener(name, () => this.#touched(), { passive: true }));
    this.#touched();
  }

  #touched() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#handle(), UNTOUCHED_MS);
  }
}
