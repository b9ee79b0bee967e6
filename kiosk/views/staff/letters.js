// Letters to type with, in the order people know from their phones.

import { html } from "lit-html";
import { sign } from "../signs.js";

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

export function letters(texts, on) {
  return html`
    <div class="letters" dir="ltr">
      ${ROWS.map(
        (row, i) => html`
          <div class="letters-row">
            ${[...row].map((letter) => html`<button data-letter=${letter} @click=${() => on.type(letter)}>${letter}</button>`)}
            ${i === ROWS.length - 1
              ? html`
                  <button class="letters-erase" data-step="erase" aria-label=${texts.say("do.erase")} @click=${on.erase}>
                    ${sign("erase")}
                  </button>
                `
              : null}
          </div>
        `,
      )}
    </div>
  `;
}
