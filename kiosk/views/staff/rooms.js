// Where somebody is to go. Staff may choose a full room, and give a reason then.

import { html, nothing } from "lit-html";
import { languageOf, nameOf } from "../../app/room-names.js";
import { frame } from "./frame.js";

// Asks for a room, and hands it over.
export function chooseRoom(staff, title, from, chosen) {
  staff.go({ name: "rooms", title, from, chosen });
}

export function rooms(place, staff, state, texts) {
  return frame(
    "rooms",
    texts.say("rooms.title", { who: place.title }),
    staff,
    texts,
    html`
      <section class="tiles staff-tiles">
        ${state.rooms.map(
          (room) => html`
            <button
              class="tile"
              data-room=${room.id}
              data-full=${room.free === 0}
              ?disabled=${staff.busy || room.id === place.from}
              @click=${() => place.chosen(room)}
            >
              <bdi class="tile-name" lang=${languageOf(room, texts) ?? nothing}>${nameOf(room, texts)}</bdi>
              <span class="tile-note">${note(room, place, texts)}</span>
            </button>
          `,
        )}
      </section>
    `,
  );
}

function note(room, place, texts) {
  if (room.id === place.from) {
    return texts.say("rooms.here");
  }
  if (room.closed) {
    return texts.say("rooms.closed");
  }
  return room.free === 0 ? texts.say("rooms.full") : texts.say("room.free", { n: room.free });
}
