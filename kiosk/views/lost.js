// The kiosk does not answer.

import { html } from "lit-html";
import { sign } from "./signs.js";

export function lost(texts) {
  return html`
    <main class="lost">
      ${sign("warning")}
      <div role="alert">
        <h1>${texts.say("lost.title")}</h1>
        <p>${texts.say("lost.next")}</p>
      </div>
    </main>
  `;
}
