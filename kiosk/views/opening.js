// The kiosk puts its records in order, and takes no taps until they are.

import { html, nothing } from "lit-html";

export function opening({ step, steps, left_ms: left }, texts) {
  return html`
    <main class="lost opening">
      <div role="status">
        <h1>${texts.say("opening.title")}</h1>
        ${steps ? html`<p class="opening-step">${texts.say("opening.step", { n: step, of: steps })}</p>` : nothing}
        <p class="opening-left">${left === undefined ? nothing : howLong(left, texts)}</p>
        <p>${texts.say("opening.next")}</p>
      </div>
      ${steps ? html`<progress max=${steps} value=${step - 1} aria-label=${texts.say("opening.title")}></progress>` : nothing}
    </main>
  `;
}

function howLong(left, texts) {
  const minutes = Math.round(left / 60_000);
  return minutes < 1 ? texts.say("opening.soon") : texts.say("opening.left", { n: minutes });
}
