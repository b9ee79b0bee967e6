// The rooms to choose from after a tap. One that is full is marked and cannot be pressed.

import { html } from "lit-html";
import { nameAmong } from "../app/room-names.js";

const CHOICES = { departed: "choose.departed", refused: "choose.refused" };

export function tiles(state, texts, waiting, choose) {
  const { answer } = state.result;
  const decision = answer.repeats ?? answer.decision;
  const here = answer.ended ? null : answer.room;
  return html`
    <section class="choice">
      <h2>${texts.say(CHOICES[decision] ?? "choose")}</h2>
      <div class="tiles">
        ${answer.rooms.map((room) => tile(room, nameAmong(state.rooms, room.id, texts), room.id === here, texts, waiting, choose))}
      </div>
    </section>
  `;
}

function tile(room, name, here, texts, waiting, choose) {
  const full = room.free === 0;
  const note = here ? texts.say("room.here") : full ? texts.say("room.full") : texts.say("room.free", { n: room.free });
  return html`
    <button
      class="tile"
      data-room=${room.id}
      data-full=${full}
      aria-pressed=${here}
      ?disabled=${waiting || here || full}
      @click=${() => choose(room.id)}
    >
      <bdi class="tile-name">${name}</bdi>
      <span class="tile-note">${note}</span>
    </button>
  `;
}
