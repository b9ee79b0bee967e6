// How many guests are let in by staff.

import { html } from "lit-html";
import { nameOf } from "../../app/room-names.js";
import { frame } from "./frame.js";
import { withReason } from "./reason.js";
import { chooseRoom } from "./rooms.js";

export function openParty(staff) {
  staff.go({ name: "party" });
}

export function party(place, staff, state, texts) {
  const parties = Array.from({ length: state.max_party }, (_, i) => i + 1);
  return frame(
    "party",
    texts.say("guests.title"),
    staff,
    texts,
    html`
      <section class="parties">
        ${parties.map(
          (n) => html`<button data-party=${n} ?disabled=${staff.busy} @click=${() => choose(n, staff, texts)}>${n}</button>`,
        )}
      </section>
    `,
  );
}

function choose(n, staff, texts) {
  chooseRoom(staff, texts.say("party", { n }), null, (room) =>
    withReason(staff, room.free < n, (reason) =>
      staff.act("visits", { party: n, room: room.id, ...reason }, "staff.admitted", {
        who: texts.say("party", { n }),
        room: nameOf(room, texts),
      }),
    ),
  );
}
