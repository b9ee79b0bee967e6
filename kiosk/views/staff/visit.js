// What can be done about one visit.

import { html } from "lit-html";
import { timeOfDay } from "../../app/time.js";
import { sign } from "../signs.js";
import { frame } from "./frame.js";
import { withReason } from "./reason.js";
import { who } from "./room.js";
import { chooseRoom } from "./rooms.js";

export function openVisit(staff, visit) {
  staff.go({ name: "visit", visit });
}

export function visit(place, staff, state, texts) {
  const { visit: shown } = place;
  const room = state.rooms.find(({ id }) => id === shown.room)?.name ?? shown.room;
  return frame(
    "visit",
    who(shown, texts),
    staff,
    texts,
    html`
      <section class="visit">
        <p class="visit-what">
          <bdi>${room}</bdi>
          <span>
            ${shown.departed
              ? `${timeOfDay(shown.arrived)}–${timeOfDay(shown.departed)}`
              : texts.say("since", { time: timeOfDay(shown.arrived) })}
          </span>
        </p>
        <div class="choices">${steps(shown, staff, state, texts)}</div>
      </section>
    `,
  );
}

function steps(shown, staff, state, texts) {
  const path = (step) => `visits/${shown.visit}/${step}`;
  const taken = choice("void", "undo", staff, texts, () => staff.act(path("void"), {}, "staff.voided"));
  return shown.departed
    ? [choice("reopen", "inside", staff, texts, () => staff.act(path("reopen"), {}, "staff.reopened")), taken]
    : [
        choice("depart", "leave", staff, texts, () => staff.act(path("depart"), {}, "staff.departed")),
        choice("move", "move", staff, texts, () => move(shown, staff, texts)),
        taken,
      ];
}

function move(shown, staff, texts) {
  chooseRoom(staff, who(shown, texts), shown.room, (room) =>
    withReason(staff, room.free < shown.party, (reason) =>
      staff.act(`visits/${shown.visit}/move`, { room: room.id, ...reason }, "staff.moved"),
    ),
  );
}

function choice(step, icon, staff, texts, act) {
  return html`
    <button class="choice-step" data-step=${step} ?disabled=${staff.busy} @click=${act}>
      ${sign(icon)}
      <b>${texts.say(`visit.${step}`)}</b>
      <span>${texts.say(`visit.${step}.what`)}</span>
    </button>
  `;
}
