// The kiosk does not answer.

import { html } from "lit-html";
import { sign } from "./signs.js";

export function lost(texts) {
  return html`
    <main class="lost" role="alert">
      ${sign("warning")}
      <h1>${texts.say("lost.title")}</h1>
      <p>${texts.say("lost.next")}</p>
    </main>
  `;
}
