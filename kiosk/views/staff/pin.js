// The PIN of a member of staff. A staff card at the reader does the same.

import { html } from "lit-html";
import { pad } from "../pad.js";
import { sign } from "../signs.js";
import { frame } from "./frame.js";

const LEAST = 6;
const MOST = 8;

export function pin(place, staff, state, texts) {
  const { digits, wrong } = place;
  return frame(
    "pin",
    texts.say("pin.title"),
    staff,
    texts,
    html`
      <section class="pin">
        <div class="pin-what">
          <p class="pin-card">${sign("card")} ${texts.say("pin.card")}</p>
          <output class="digits" aria-label=${texts.say("pin.title")}>${"●".repeat(digits.length) || "…"}</output>
          <p class="wrong" role="alert">${wrong ? texts.say(`pin.${wrong}`) : null}</p>
          <button class="wide" data-step="unlock" ?disabled=${digits.length < LEAST} @click=${() => staff.unlock(place)}>
            ${sign("unlock")} ${texts.say("staff.unlock")}
          </button>
        </div>
        ${pad(digits, MOST, texts, (now) => staff.set(place, { digits: now, wrong: null }))}
      </section>
    `,
  );
}
