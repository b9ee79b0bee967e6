// How many guests without cards come in.

import { html } from "lit-html";
import { sign } from "./signs.js";

export function guests(state, texts, waiting, on) {
  const parties = Array.from({ length: state.max_party }, (_, i) => i + 1);
  return html`
    <main class="guests">
      <h1>${sign("people")} ${texts.say("guests.title")}</h1>
      <section class="parties">
        ${parties.map(
          (party) => html`
            <button data-party=${party} ?disabled=${waiting} @click=${() => on.come(party)}>${party}</button>
          `,
        )}
      </section>
      <button class="wide" data-step="back" @click=${on.back}>${sign("undo")} ${texts.say("do.back")}</button>
    </main>
  `;
}
