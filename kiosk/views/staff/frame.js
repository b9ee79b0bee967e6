// What all places of the staff have in common: the way back, the title or what was just done, and
// the lock.

import { html } from "lit-html";
import { sign } from "../signs.js";

// title: words, or what stands in their place.
export function frame(name, title, staff, texts, body) {
  return html`
    <main class="staff" data-place=${name}>
      <header class="staff-bar">
        <button data-step="back" @click=${() => staff.back()}>${sign("undo")} ${texts.say("do.back")}</button>
        ${staff.note ? html`<h1 class="note">${note(staff, texts)}</h1>` : heading(title)}
        ${staff.isUnlocked ? lock(staff, texts) : null}
      </header>
      ${body}
    </main>
  `;
}

function heading(title) {
  return typeof title === "string" ? html`<h1><bdi>${title}</bdi></h1>` : title;
}

// What was just done.
export function note(staff, texts) {
  return html`<span role="status">${texts.say(staff.note.key, staff.note.values)}</span>`;
}

export function lock(staff, texts) {
  return html`
    <button data-step="lock" @click=${() => staff.lock(true)}>${sign("lock")} ${texts.say("staff.lock")}</button>
  `;
}
