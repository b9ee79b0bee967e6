// Asks again and again for what changes, as long as the page is seen.

const EVERY_MS = 5_000;

export class Repeated {
  #timer;
  #isClosed = false;
  #ask;
  #seen = () => this.now();

  // ask: gives a promise that never fails.
  constructor(ask) {
    this.#ask = ask;
    document.addEventListener("visibilitychange", this.#seen);
    this.now();
  }

  async now() {
    clearTimeout(this.#timer);
    if (document.visibilityState === "visible") {
      await this.#ask();
    }
    if (!this.#isClosed) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.now(), EVERY_MS);
    }
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#seen);
  }
}
