// Somebody without a card types the number of a phone or of a card.

import { html } from "lit-html";
import { pad } from "./pad.js";
import { sign } from "./signs.js";

// A mainland phone number has eleven digits; others are shorter, and card numbers are what they are.
const MOST = { phone: 15, number: 20 };
const LEAST = 4;

export function number(typed, texts, waiting, on) {
  const { kind, digits } = typed;
  return html`
    <main class="number">
      <section class="number-what">
        <h1>${texts.say("number.title")}</h1>
        <div class="kinds" role="group" aria-label=${texts.say("number.title")}>
          ${["phone", "number"].map(
            (each) => html`
              <button data-kind=${each} aria-pressed=${each === kind} @click=${() => on.type({ kind: each, digits: "" })}>
                ${texts.say(`number.${each}`)}
              </button>
            `,
          )}
        </div>
        <output class="digits" aria-label=${texts.say(`number.${kind}`)}>${grouped(kind, digits) || "…"}</output>
        <div class="number-steps">
          <button data-step="back" @click=${on.back}>${sign("undo")} ${texts.say("do.back")}</button>
          <button
            class="wide"
            data-step="come"
            ?disabled=${waiting || digits.length < LEAST}
            @click=${() => on.come(typed)}
          >
            ${sign("check")} ${texts.say("number.come")}
          </button>
        </div>
      </section>
      ${pad(digits, MOST[kind], texts, (now) => on.type({ kind, digits: now }))}
    </main>
  `;
}

// 138 0013 8000, as people read a phone number out.
function grouped(kind, digits) {
  return kind === "phone" ? digits.replace(/^(\d{3})(\d{1,4})(\d*)$/, "$1 $2 $3").trim() : digits;
}
