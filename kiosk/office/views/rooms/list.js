// The rooms in their order, which is that of all screens, and what each is called.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { send } from "../../app/api.js";
import { languageOf, nameOf } from "../../../kiosk/app/room-names.js";
import { Sending } from "../form.js";
import { closedWords } from "./closed.js";
import { changedRoom, newRoom } from "./room.js";

const COLUMNS = ["name", "floor", "capacity", "when"];

export function list(page) {
  const { texts, rooms, isAdmin } = page;
  page.moving ??= new Sending(page.office);
  return html`
    <section class="rooms-kept">
      <h2>${texts.say("rooms.all")}</h2>
      <p class="hint">${texts.say("rooms.languages")}</p>
      ${isAdmin
        ? html`<p class="steps"><button data-step="add" @click=${() => page.show(newRoom(page))}>${texts.say("rooms.add")}</button></p>`
        : nothing}
      ${page.moving.view("rooms")}
      <table class="list">
        <thead>
          <tr>
            ${COLUMNS.map((column) => html`<th scope="col" class=${column === "capacity" ? "number" : nothing}>${texts.say(`room.${column}`)}</th>`)}
            ${isAdmin ? html`<th scope="col">${texts.say("change")}</th>` : nothing}
          </tr>
        </thead>
        <tbody>${repeat(rooms, (room) => room.id, (room) => row(room, page))}</tbody>
      </table>
    </section>
  `;
}

function row(room, page) {
  const { texts, isAdmin } = page;
  return html`
    <tr data-room=${room.id}>
      <td data-label=${texts.say("room.name")}>
        <div>
          <bdi class="room-name" lang=${languageOf(room, texts) ?? nothing}>${nameOf(room, texts)}</bdi>
          <p class="hint">${others(room, texts)}<code>${room.id}</code></p>
        </div>
      </td>
      <td data-label=${texts.say("room.floor")}><bdi>${room.floor}</bdi></td>
      <td data-label=${texts.say("room.capacity")} class="number">${room.capacity}</td>
      <td data-label=${texts.say("room.when")}>${closedWords(room.closed, texts)}</td>
      ${isAdmin ? html`<td data-label=${texts.say("change")}>${steps(room, page)}</td>` : nothing}
    </tr>
  `;
}

// What it is called beside what stands above.
function others(room, texts) {
  const named = [[room.language, room.name], ...Object.entries(room.names)];
  return named
    .filter(([, name]) => name !== nameOf(room, texts))
    .map(([language, name]) => html`<bdi lang=${language ?? nothing}>${name}</bdi> · `);
}

function steps(room, page) {
  const { texts, rooms, moving } = page;
  const move = (step, sign, to) => html`
    <button
      data-step=${step}
      aria-label=${texts.say(`rooms.${step}`, { room: nameOf(room, texts) })}
      ?disabled=${moving.busy || to < 1 || to > rooms.length}
      @click=${() => moving.run(() => place(room, to, page))}
    >
      ${sign}
    </button>
  `;
  return html`
    <div class="steps">
      <button
        data-step="change"
        aria-label=${`${texts.say("change")} ${nameOf(room, texts)}`}
        @click=${() => moving.run(async () => page.show(await changedRoom(page, room.id)))}
      >
        ${texts.say("change")}
      </button>
      ${move("up", "↑", room.position - 1)} ${move("down", "↓", room.position + 1)}
    </div>
  `;
}

// It is moved as it is now, whatever of it was changed since the list was read.
async function place(room, to, page) {
  const { value, tag } = await send("GET", `rooms/${room.id}`);
  await send("PUT", `rooms/${room.id}`, { body: { ...value, position: to }, tag });
  await page.load();
}
