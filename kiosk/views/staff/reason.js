// Why an exception is made. The reasons are there to be touched; which one it was is kept.

import { html } from "lit-html";
import { frame } from "./frame.js";

const REASONS = ["companion", "event", "urgent", "agreed"];

// Does something at once, or with a reason if one is needed.
export function withReason(staff, isNeeded, act) {
  if (isNeeded) {
    staff.go({ name: "reason", act });
  } else {
    act({});
  }
}

export function reason(place, staff, state, texts) {
  return frame(
    "reason",
    texts.say("reason.title"),
    staff,
    texts,
    html`
      <section class="choices">
        ${REASONS.map((each) => {
          const words = texts.say(`reason.${each}`);
          return html`
            <button class="choice-step" data-reason=${each} ?disabled=${staff.busy} @click=${() => place.act({ reason: words })}>
              <b>${words}</b>
            </button>
          `;
        })}
      </section>
    `,
  );
}
