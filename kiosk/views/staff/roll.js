// The roll call of an evacuation: everyone inside by room, on the screen and on paper. Without a
// session the names are masked. It stays on the page when the page locks and when the kiosk is lost.

import { html, nothing } from "lit-html";
import { askOpenly } from "../../app/api.js";
import { languageOf, nameOf } from "../../app/room-names.js";
import { clock, date, timeOfDay } from "../../app/time.js";
import { isUpright, pager, part, textRows } from "../pager.js";
import { sign } from "../signs.js";
import { frame } from "./frame.js";
import { who } from "./who.js";

export function openRoll(staff) {
  const place = staff.go({ name: "roll", byStaff: staff.isUnlocked, roll: null, page: 0, load: () => call() });
  const call = async () => {
    if (staff.isLost) {
      return;
    }
    try {
      const roll = await (staff.isUnlocked ? staff.ask("inside") : askOpenly("/screen/roll-call"));
      staff.set(place, { roll, masked: !staff.isUnlocked });
    } catch (error) {
      console.warn(error);
    }
  };
  call();
}

export function roll(place, staff, state, texts) {
  const { roll: called } = place;
  return frame(
    "roll",
    called ? texts.say("roll.title", { n: called.inside, time: timeOfDay(called.at) }) : texts.say("roll"),
    staff,
    texts,
    called ? list(place, byRoom(called, state), staff, state, texts) : null,
  );
}

// The rooms in which there is anybody, each with the visits in it.
function byRoom(called, state) {
  return [...state.rooms]
    .sort((a, b) => a.floor.localeCompare(b.floor, undefined, { numeric: true }))
    .map((room) => ({ room, visits: called.visits.filter((visit) => visit.room === room.id) }))
    .filter(({ visits }) => visits.length > 0);
}

function list(place, rooms, staff, state, texts) {
  const columns = isUpright() ? 2 : 4;
  const lines = rooms.flatMap(({ room, visits }) => [{ room, visits }, ...visits.map((visit) => ({ visit }))]);
  const page = part(lines, place.page, columns * textRows());
  return html`
    <section class="roll">
      <nav class="tabs">
        <button data-step="print" @click=${() => window.print()}>${sign("print")} ${texts.say("roll.print")}</button>
        ${place.masked
          ? html`
              <button data-step="names" @click=${() => names(staff)}>${sign("unlock")} ${texts.say("roll.names")}</button>
            `
          : null}
        ${changed(place, staff, state, texts)} ${pager(page, texts, (to) => staff.set(place, { page: to }))}
      </nav>
      <div class="roll-lines">
        ${page.items.map(({ room, visits, visit }) =>
          room
            ? html`<h2 class="roll-room"><bdi lang=${languageOf(room, texts) ?? nothing}>${nameOf(room, texts)}</bdi> ${count(visits)}</h2>`
            : html`<p class="roll-line"><bdi>${who(visit, texts)}</bdi> <span>${timeOfDay(visit.arrived)}</span></p>`,
        )}
        ${lines.length ? null : html`<p class="nobody">${texts.say("roll.nobody")}</p>`}
      </div>
    </section>
    ${paper(place.roll, rooms, state, texts)}
  `;
}

// The list is as it was when the roll was called, until somebody asks for another.
function changed(place, staff, state, texts) {
  if (staff.isLost) {
    return html`<p class="wrong">${sign("warning")} ${texts.say("lost.title")}</p>`;
  }
  return state.inside === place.roll.inside
    ? null
    : html`<button data-step="again" @click=${place.load}>${sign("move")} ${texts.say("roll.again", { n: state.inside })}</button>`;
}

function names(staff) {
  staff.back();
  staff.want(() => openRoll(staff));
}

function count(visits) {
  return visits.reduce((sum, { party }) => sum + party, 0);
}

function paper(called, rooms, state, texts) {
  const { name, zone } = state.centre;
  const at = new Date(called.at);
  return html`
    <section class="paper" aria-hidden="true">
      <h1><bdi>${name}</bdi> · ${texts.say("roll.title", { n: called.inside, time: clock(zone, texts.language, at) })}</h1>
      <p>${date(zone, texts.language, at)}</p>
      ${rooms.map(
        ({ room, visits }) => html`
          <h2><bdi>${room.floor}</bdi> <bdi lang=${languageOf(room, texts) ?? nothing}>${nameOf(room, texts)}</bdi> (${count(visits)})</h2>
          <ul>
            ${visits.map((visit) => html`<li>☐ <bdi>${who(visit, texts)}</bdi> ${timeOfDay(visit.arrived)}</li>`)}
          </ul>
        `,
      )}
    </section>
  `;
}
