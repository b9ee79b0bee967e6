// Ten digits to type with, because there is no keyboard.

import { html } from "lit-html";
import { sign } from "./signs.js";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export function pad(digits, most, texts, type) {
  const key = (digit) => html`
    <button data-digit=${digit} ?disabled=${digits.length >= most} @click=${() => type(digits + digit)}>${digit}</button>
  `;
  return html`
    <div class="pad" dir="ltr">
      ${DIGITS.map(key)}
      <button data-step="erase" ?disabled=${!digits} aria-label=${texts.say("do.erase")} @click=${() => type(digits.slice(0, -1))}>
        ${sign("erase")}
      </button>
      ${key("0")}
      <button data-step="clear" ?disabled=${!digits} @click=${() => type("")}>${texts.say("do.clear")}</button>
    </div>
  `;
}
