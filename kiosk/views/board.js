// The staff's board: the rooms by floor, the day, the latest taps, and what needs a person.

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { languageOf, nameOf } from "../app/room-names.js";
import { touch } from "../app/touch.js";
import { course } from "./course.js";
import { header, nextLanguage } from "./header.js";
import { latest } from "./latest.js";
import { needs } from "./needs.js";
import { follows, said } from "./result.js";
import { sign } from "./signs.js";
import { lock, note } from "./staff/frame.js";
import { openAdministrator } from "./staff/administrator.js";
import { openPeople } from "./staff/people.js";
import { openRoll } from "./staff/roll.js";
import { openRoom } from "./staff/room.js";

const NEARLY = 0.8;

export function board(state, texts, staff, speak) {
  return html`
    <main class="board" data-unlocked=${staff.isUnlocked}>
      ${header(state, texts)}
      ${staff.note
        ? html`<p class="note">${note(staff, texts)}</p>`
        : html`<p class="total">${texts.say("inside", { n: state.inside })}</p>`}
      <section class="floors">
        ${byFloor(state.rooms).map(([name, rooms]) => floor(name, rooms, state, texts, staff))}
      </section>
      <aside class="day">
        ${state.result ? answered(state, texts, staff) : null} ${needs(state, texts, staff)} ${course(state, texts)}
        ${latest(state, texts)}
      </aside>
      <footer class="board-steps">${steps(state, texts, staff, speak)}</footer>
    </main>
  `;
}

function byFloor(rooms) {
  const floors = Map.groupBy(rooms, (room) => room.floor);
  return [...floors].sort(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }));
}

function floor(name, rooms, state, texts, staff) {
  return html`
    <section class="floor">
      <h2><bdi>${name}</bdi></h2>
      <div class="floor-rooms">${rooms.map((room) => roomOnBoard(room, state, texts, staff))}</div>
    </section>
  `;
}

function roomOnBoard(room, state, texts, staff) {
  const fill = room.closed ? "closed" : room.free === 0 ? "full" : room.inside >= room.capacity * NEARLY ? "nearly" : "space";
  return html`
    <button
      class="board-room"
      data-room=${room.id}
      data-fill=${fill}
      @click=${() => staff.want(() => openRoom(staff, state, room.id))}
    >
      <bdi class="board-room-name" lang=${languageOf(room, texts) ?? nothing}>${nameOf(room, texts)}</bdi>
      <span class="board-room-fill">${fillWords(fill, room, texts)}</span>
      <span class="board-room-count" dir="ltr"><b>${room.inside}</b> / ${room.capacity}</span>
      <progress max=${Math.max(1, room.capacity)} value=${fill === "full" ? room.capacity || 1 : room.inside} aria-label=${nameOf(room, texts)}></progress>
    </button>
  `;
}

function fillWords(fill, room, texts) {
  const over = room.inside - room.capacity;
  return over > 0 ? texts.say("fill.over", { n: over }) : fill === "space" ? null : texts.say(`fill.${fill}`);
}

// The answer that is on the screens. The member of staff whose card opened the board finds here what
// may follow the tap.
function answered(state, texts, staff) {
  const { seq, answer } = state.result;
  const own = staff.isUnlocked && state.staff?.seq === seq;
  return keyed(
    seq,
    html`
      <section class="answered" data-decision=${answer.repeats ?? answer.decision}>
        ${said(state, texts)}
        ${own && (follows(answer).length || state.staff.administrator)
          ? html`
              <div class="answered-steps">
                ${follows(answer).map(
                  (step) => html`
                    <button data-step=${step} @click=${() => touch(step, { offer: answer.offer }).catch(console.error)}>
                      ${texts.say(`do.${step}`)}
                    </button>
                  `,
                )}
                ${state.staff.administrator
                  ? html`<button data-step="administrator" @click=${() => openAdministrator(staff)}>${texts.say("do.administrator")}</button>`
                  : null}
              </div>
            `
          : null}
      </section>
    `,
  );
}

function steps(state, texts, staff, speak) {
  return html`
    ${staff.leave
      ? html`<button data-step="leave-board" @click=${() => leave(staff)}>${sign("undo")} ${texts.say("do.back")}</button>`
      : null}
    <button data-step="roll" @click=${() => openRoll(staff)}>${sign("list")} ${texts.say("roll")}</button>
    <button data-step="admit" @click=${() => staff.want(() => openPeople(staff, null))}>
      ${sign("inside")} ${texts.say("people.admit")}
    </button>
    ${nextLanguage(state, texts, speak)}
    ${staff.isUnlocked
      ? lock(staff, texts)
      : html`
          <button data-step="unlock" @click=${() => staff.want(() => {})}>${sign("unlock")} ${texts.say("staff.unlock")}</button>
        `}
  `;
}

function leave(staff) {
  if (staff.isUnlocked) {
    staff.lock(true);
  }
  staff.leave();
}
