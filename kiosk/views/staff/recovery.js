// A code by which the administrator whose card has unlocked the page signs in again.

import { html } from "lit-html";
import { groups } from "../setup.js";
import { frame } from "./frame.js";

export function openRecovery(staff) {
  staff.recover(staff.go({ name: "recovery", account: null, code: null }));
}

export function recovery(place, staff, state, texts) {
  return frame(
    "recovery",
    texts.say("recovery.title"),
    staff,
    texts,
    html`
      <section class="recovery">
        ${place.code
          ? html`
              <p>${texts.say("recovery.how", { name: place.account, link: texts.say("recovery.link") })}</p>
              <p class="recovery-code"><bdi>${groups(place.code)}</bdi></p>
              <p>${texts.say("recovery.after")}</p>
            `
          : null}
      </section>
    `,
  );
}
