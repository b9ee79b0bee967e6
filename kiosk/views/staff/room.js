// Who is in a room and since when, and who has left it again today.

import { html } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { nameAmong } from "../../app/room-names.js";
import { timeOfDay } from "../../app/time.js";
import { isUpright, pager, part, touchRows } from "../pager.js";
import { sign } from "../signs.js";
import { frame } from "./frame.js";
import { openVisit } from "./visit.js";
import { who } from "./who.js";

// Opens the list of a room, and keeps it up to date while it is open.
export function openRoom(staff, state, id) {
  const load = async () => {
    const room = encodeURIComponent(id);
    const [{ visits: inside }, { visits: left }] = await Promise.all([
      staff.ask(`inside?room=${room}`),
      staff.ask(`left?room=${room}`),
    ]);
    staff.set(place, { inside, left });
  };
  const quietly = () => load().catch((error) => console.warn(error));
  const count = (now) => now.rooms.find((room) => room.id === id)?.inside;
  const place = staff.go({
    name: "room",
    room: id,
    tab: "inside",
    inside: null,
    left: null,
    page: 0,
    count: count(state),
    load: quietly,
    refresh: (now) => {
      if (count(now) !== place.count) {
        place.count = count(now);
        quietly();
      }
    },
  });
  quietly();
}

const NOBODY = [];

export function room(place, staff, state, texts) {
  const shown = state.rooms.find(({ id }) => id === place.room);
  const list = place[place.tab] ?? NOBODY;
  const columns = isUpright() ? 1 : 2;
  const page = part(list, place.page, columns * touchRows());
  return frame(
    "room",
    `${nameAmong(state.rooms, place.room, texts)} ${shown?.inside ?? ""} / ${shown?.capacity ?? ""}`,
    staff,
    texts,
    html`
      <section class="list">
        <nav class="tabs">
          ${["inside", "left"].map(
            (tab) => html`
              <button data-tab=${tab} aria-pressed=${tab === place.tab} @click=${() => staff.set(place, { tab, page: 0 })}>
                ${texts.say(`room.${tab}`, { n: people(place[tab] ?? []) })}
              </button>
            `,
          )}
          ${pager(page, texts, (to) => staff.set(place, { page: to }))}
        </nav>
        ${keyed(
          list,
          html`
            <div class="rows">
              ${page.items.map((each) => row(each, staff, texts))}
              ${place[place.tab]?.length === 0 ? html`<p class="nobody">${texts.say("room.nobody")}</p>` : null}
            </div>
          `,
        )}
      </section>
    `,
  );
}

function people(visits) {
  return visits.reduce((sum, { party }) => sum + party, 0);
}

function row(visit, staff, texts) {
  const times = visit.departed
    ? `${timeOfDay(visit.arrived)}–${timeOfDay(visit.departed)}`
    : texts.say("since", { time: timeOfDay(visit.arrived) });
  return html`
    <button class="row" data-visit=${visit.visit} @click=${() => openVisit(staff, visit)}>
      <bdi class="row-name">${who(visit, texts)}</bdi>
      <span>${times}</span>
      ${sign("next")}
    </button>
  `;
}
