// Finds a registered person by name, pinyin or initials: to let the person in, or to give the
// person a card that waits.

import { html } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { nameAmong, nameOf } from "../../app/room-names.js";
import { isUpright, pager, part } from "../pager.js";
import { sign } from "../signs.js";
import { frame } from "./frame.js";
import { letters } from "./letters.js";
import { openName } from "./name.js";
import { openParty } from "./party.js";
import { withReason } from "./reason.js";
import { chooseRoom } from "./rooms.js";

const MOST_LETTERS = 40;

// code: the waiting card that is to be registered, or null to let the person in.
export function openPeople(staff, code) {
  search(staff, staff.go({ name: "people", code, text: "", found: [], page: 0 }), "");
}

async function search(staff, place, text) {
  staff.set(place, { text, page: 0 });
  try {
    const { people } = await staff.ask(`people?search=${encodeURIComponent(text)}&limit=50`);
    // What was typed since then is answered later.
    if (place.text === text) {
      staff.set(place, { found: people });
    }
  } catch (error) {
    console.warn(error);
  }
}

export function people(place, staff, state, texts) {
  const { code, text, found } = place;
  const page = part(found, place.page, isUpright() ? 12 : 6);
  return frame(
    "people",
    html`
      <h1 class="typed">
        <span>${code ? texts.say("people.register", { code }) : texts.say("people.admit")}</span>
        <output aria-label=${texts.say("people.typed")}>${text || texts.say("people.hint")}</output>
      </h1>
      ${code
        ? html`<button data-step="new" @click=${() => openName(staff, code)}>${sign("plus")} ${texts.say("people.new")}</button>`
        : html`<button data-step="party" @click=${() => openParty(staff)}>${sign("people")} ${texts.say("people.party")}</button>`}
      ${pager(page, texts, (to) => staff.set(place, { page: to }))}
    `,
    staff,
    texts,
    html`
      <section class="find">
        ${keyed(
          found,
          html`
            <div class="found">
              ${page.items.map((person) => match(person, place, staff, state, texts))}
              ${found.length ? null : html`<p class="nobody">${texts.say("people.none")}</p>`}
            </div>
          `,
        )}
        ${letters(texts, {
          type: (letter) => text.length < MOST_LETTERS && search(staff, place, text + letter),
          erase: () => search(staff, place, text.slice(0, -1)),
        })}
      </section>
    `,
  );
}

function match(person, place, staff, state, texts) {
  const inside = person.room && nameAmong(state.rooms, person.room, texts);
  const about = [person.born, inside && texts.say("people.inside", { room: inside })].filter(Boolean).join(" · ");
  return html`
    <button
      class="row person"
      data-person=${person.id}
      ?disabled=${staff.busy || (!place.code && person.room !== undefined)}
      @click=${() => choose(person, place, staff, texts)}
    >
      <bdi class="row-name">${person.name}</bdi>
      <span class="row-note">${about}</span>
    </button>
  `;
}

function choose(person, { code }, staff, texts) {
  if (code) {
    staff.register(code, { resident: person.id }, person.name);
  } else {
    chooseRoom(staff, person.name, null, (room) =>
      withReason(staff, room.free < 1, (reason) =>
        staff.act("visits", { resident: person.id, room: room.id, ...reason }, "staff.admitted", {
          who: person.name,
          room: nameOf(room, texts),
        }),
      ),
    );
  }
}
