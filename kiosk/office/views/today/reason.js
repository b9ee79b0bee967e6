// Why somebody is let in although there is no space. The kiosk's own board offers the same.

import { html } from "lit-html";

const REASONS = ["companion", "event", "urgent", "agreed"];

export function reason(texts) {
  return html`
    <label class="field">
      <span>${texts.say("reason.title")}</span>
      <input name="reason" list="reasons" maxlength="200" required autocomplete="off" />
    </label>
    <datalist id="reasons">${REASONS.map((each) => html`<option value=${texts.say(`reason.${each}`)}></option>`)}</datalist>
  `;
}
