// What can be done about one visit.

import { html } from "lit-html";
import { nameAmong, nameOf } from "../../app/room-names.js";
import { timeOfDay } from "../../app/time.js";
import { sign } from "../signs.js";
import { frame } from "./frame.js";
import { withReason } from "./reason.js";
import { who } from "./who.js";
import { chooseRoom } from "./rooms.js";

export function openVisit(staff, visit) {
  staff.go({ name: "visit", visit });
}

export function visit(place, staff, state, texts) {
  const { visit: shown } = place;
  const room = nameAmong(state.rooms, shown.room, texts);
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
        <div class="choices">${steps(place, staff, texts)}</div>
      </section>
    `,
  );
}

function steps(place, staff, texts) {
  const { visit: shown } = place;
  const act = (step, done) => () => staff.act(`visits/${shown.visit}/${step}`, {}, done, { who: who(shown, texts) }, shown.etag);
  // What cannot be taken back on the board is asked twice.
  const taken = place.sure
    ? choice("sure", "warning", staff, texts, act("void", "staff.voided"))
    : choice("void", "undo", staff, texts, () => staff.set(place, { sure: true }));
  return shown.departed
    ? [choice("reopen", "inside", staff, texts, act("reopen", "staff.reopened")), taken]
    : [
        choice("depart", "leave", staff, texts, act("depart", "staff.departed")),
        choice("move", "move", staff, texts, () => move(shown, staff, texts)),
        taken,
      ];
}

function move(shown, staff, texts) {
  chooseRoom(staff, who(shown, texts), shown.room, (room) =>
    withReason(staff, room.free < shown.party, (reason) =>
      staff.act(
        `visits/${shown.visit}/move`,
        { room: room.id, ...reason },
        "staff.moved",
        { who: who(shown, texts), room: nameOf(room, texts) },
        shown.etag,
      ),
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
