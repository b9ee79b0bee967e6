// The connection to the kiosk: hands over each state, and says when the kiosk is lost.

import { pageName } from "./page-name.js";

// The kiosk sends something every 2 s. Silence for longer than two beats means that it hangs.
const SILENCE_MS = 4_500;
const RETRY_MS = 1_000;

export class Live {
  #source;
  #silence;
  #onState;
  #onLost;

  constructor(onState, onLost) {
    this.#onState = onState;
    this.#onLost = onLost;
  }

  async open() {
    await identify();
    this.#source = new EventSource(`/screen/events?page=${pageName}`);
    this.#source.addEventListener("state", (event) => this.#state(event));
    this.#source.addEventListener("beat", () => this.#heard());
    this.#source.addEventListener("error", () => this.#lose());
    this.#heard();
  }

  #state(event) {
    this.#heard();
    this.#onState(JSON.parse(event.data));
  }

  #heard() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lose(), SILENCE_MS);
  }

  // An EventSource gives up for good after an answer that is not a stream, so a new one is made.
  #lose() {
    clearTimeout(this.#silence);
    this.#source.close();
    this.#onLost();
    setTimeout(() => this.open(), RETRY_MS);
  }
}

// The browser gets its cookie before a page follows the screen: one page after the other, because two that were
// given one at the same time would have different ones, of which the browser keeps the last. A kiosk that does
// not answer is noticed by what follows.
async function identify() {
  try {
    await navigator.locks.request("cookie", () =>
      fetch("/screen/page", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: "{}",
        signal: AbortSignal.timeout(RETRY_MS),
      }),
    );
  } catch (error) {
    console.warn(error);
  }
}
