// The staff's board: the rooms by floor, the total, the latest answer, and what needs a person.

import { html } from "lit-html";
import { header, languages } from "./header.js";
import { sign } from "./signs.js";
import { words } from "./words.js";

const NEARLY = 0.8;

export function board(state, texts, speak) {
  return html`
    <main class="board">
      ${header(state, texts)}
      <p class="total">${texts.say("inside", { n: state.inside })}</p>
      <section class="floors">
        ${byFloor(state.rooms).map(([name, rooms]) => floor(name, rooms, texts))}
      </section>
      <aside class="needs">
        ${latest(state, texts)}
        <h2>${texts.say("board.problems")}</h2>
        ${state.problems.length
          ? state.problems.map((part) => problem(part, texts))
          : html`<p class="all-well">${sign("check")} ${texts.say("board.well")}</p>`}
      </aside>
      ${languages(state, texts, speak)}
    </main>
  `;
}

function byFloor(rooms) {
  const floors = Map.groupBy(rooms, (room) => room.floor);
  return [...floors].sort(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }));
}

function floor(name, rooms, texts) {
  return html`
    <section class="floor">
      <h2><bdi>${name}</bdi></h2>
      <div class="floor-rooms">${rooms.map((room) => roomOnBoard(room, texts))}</div>
    </section>
  `;
}

function roomOnBoard(room, texts) {
  const fill = room.free === 0 ? "full" : room.inside >= room.capacity * NEARLY ? "nearly" : "space";
  return html`
    <div class="board-room" data-room=${room.id} data-fill=${fill}>
      <bdi class="board-room-name">${room.name}</bdi>
      <span class="board-room-fill">${fill === "space" ? null : texts.say(`fill.${fill}`)}</span>
      <span class="board-room-count"><b>${room.inside}</b> / ${room.capacity}</span>
      <progress max=${Math.max(1, room.capacity)} value=${room.inside} aria-label=${room.name}></progress>
    </div>
  `;
}

function latest(state, texts) {
  if (!state.result) {
    return null;
  }
  const { answer } = state.result;
  const said = words(state, texts);
  return html`
    <section class="latest" data-decision=${answer.repeats ?? answer.decision}>
      <h2>${said.title}</h2>
      ${said.lines.map((line) => html`<p><bdi>${line}</bdi></p>`)}
      ${answer.code ? html`<p class="code">${answer.code}</p>` : null}
    </section>
  `;
}

function problem(part, texts) {
  return html`
    <section class="problem" data-state=${part.state}>
      <h3>${sign("warning")} ${part.name}: ${texts.say(`state.${part.state}`)}</h3>
      <p>${part.detail}</p>
      <p><b>${part.cure}</b></p>
    </section>
  `;
}
