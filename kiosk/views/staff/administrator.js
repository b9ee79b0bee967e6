// What only an administrator's own card opens.

import { html } from "lit-html";
import { sign } from "../signs.js";
import { frame } from "./frame.js";
import { openRecovery } from "./recovery.js";
import { openRestore } from "./restore.js";

export function openAdministrator(staff) {
  staff.go({ name: "administrator" });
}

export function administrator(place, staff, state, texts) {
  const choice = (step, name, open) => html`
    <button class="choice-step" data-step=${step} @click=${() => open(staff)}>${sign(name)} <b>${texts.say(`do.${step}`)}</b></button>
  `;
  return frame(
    "administrator",
    texts.say("do.administrator"),
    staff,
    texts,
    html`<section class="choices">${choice("recovery", "unlock", openRecovery)} ${choice("restore", "list", openRestore)}</section>`,
  );
}
