// Somebody without a card types the number of a phone or of a card, and then a code if the centre wants one.

import { html, nothing } from "lit-html";
import { pad } from "./pad.js";
import { sign } from "./signs.js";

// A mainland phone number has eleven digits; others are shorter, and card numbers are what they are.
const MOST = { phone: 15, number: 20 };
const LEAST = 4;
const CODE = 4;

export function number(typed, wantsCode, texts, waiting, on) {
  return typed.code === null ? numberAsked(typed, wantsCode, texts, waiting, on) : codeAsked(typed, texts, waiting, on);
}

function numberAsked(typed, wantsCode, texts, waiting, on) {
  const { kind, digits, held } = typed;
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
        <output class="digits" dir="ltr" aria-label=${texts.say(`number.${kind}`)}>${grouped(kind, digits) || "…"}</output>
        ${heldUp(held, texts)}
        <div class="number-steps">
          <button data-step="back" @click=${on.back}>${sign("undo")} ${texts.say("do.back")}</button>
          ${wantsCode
            ? step("next", digits.length < LEAST, texts.say("number.next"), () => on.type({ code: "" }))
            : step("come", waiting || digits.length < LEAST, texts.say("number.come"), () => on.come(typed))}
        </div>
      </section>
      ${pad(digits, MOST[kind], texts, (now) => on.type({ kind, digits: now }))}
    </main>
  `;
}

// The code is not shown: somebody may look over the shoulder.
function codeAsked(typed, texts, waiting, on) {
  const { code, held } = typed;
  return html`
    <main class="number" data-asked="code">
      <section class="number-what">
        <h1>${texts.say("number.code")}</h1>
        <output class="digits" aria-label=${texts.say("number.code")}>${"●".repeat(code.length) || "…"}</output>
        ${heldUp(held, texts)}
        <div class="number-steps">
          <button data-step="back" @click=${() => on.type({ code: null })}>${sign("undo")} ${texts.say("do.back")}</button>
          ${step("come", waiting || code.length < CODE, texts.say("number.come"), () => on.come(typed))}
        </div>
      </section>
      ${pad(code, CODE, texts, (now) => on.type({ code: now }))}
    </main>
  `;
}

function step(name, disabled, words, go) {
  return html`
    <button class="wide" data-step=${name} ?disabled=${disabled} @click=${go}>${sign("check")} ${words}</button>
  `;
}

function heldUp(seconds, texts) {
  return seconds ? html`<p class="wrong" role="alert">${texts.say("number.wait", { n: seconds })}</p>` : nothing;
}

// 138 0013 8000, as people read a phone number out.
function grouped(kind, digits) {
  return kind === "phone" ? digits.replace(/^(\d{3})(\d{1,4})(\d*)$/, "$1 $2 $3").trim() : digits;
}
