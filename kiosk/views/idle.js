// Nobody is at the screen: the day, the invitation, and how full each room is.

import { html, nothing } from "lit-html";
import { languageOf, nameOf } from "../app/room-names.js";
import { clock, date, lunarDate, timeOfDay } from "../app/time.js";
import { languages } from "./header.js";
import { setup } from "./setup.js";
import { sign } from "./signs.js";

export function idle(state, texts, on) {
  const { name, zone } = state.centre;
  const { language } = texts;
  return html`
    <main class="idle">
      <header class="today">
        <h1 class="header-name"><bdi>${name}</bdi></h1>
        <time class="today-clock">${clock(zone, language)}</time>
        <p class="today-date">
          <span>${date(zone, language)}</span>
          <span class="today-lunar">${texts.say("lunar", lunarDate(zone, language))}</span>
        </p>
      </header>
      <section class="invitation">
        <div class="hint" aria-hidden="true">
          <span class="hint-card">${sign("card")}</span>
          <span class="hint-waves"></span>
        </div>
        <h2 class="invitation-words">${texts.say("idle.invite")}</h2>
        ${how(state, texts)}
        ${wellness(state, texts)}
      </section>
      ${state.setup ? setup(state.setup, texts, on.renew) : roomsNow(state, texts)}
      <footer class="footer">
        <button class="wide" data-step="number" @click=${() => on.ask("number")}>${sign("number")} ${texts.say("idle.number")}</button>
        <button class="wide" data-step="guests" @click=${() => on.ask("guests")}>${sign("people")} ${texts.say("idle.guests")}</button>
        ${languages(state, texts, on.speak)}
        <button class="quiet" data-step="board" aria-label=${texts.say("idle.board")} @click=${() => on.ask("board")}>
          ${sign("board")}
        </button>
      </footer>
    </main>
  `;
}

// A camera that has not the light it needs says so here, where somebody can do something about it.
function how(state, texts) {
  const { reason } = state.problems.find((part) => texts.has(`light.${part.reason}`)) ?? {};
  return reason
    ? html`<p class="light" data-light=${reason}>${sign("light")} ${texts.say(`light.${reason}`)}</p>`
    : html`<p>${texts.say("idle.how")}</p>`;
}

function wellness(state, texts) {
  if (state.called) {
    return html`<p class="called" role="status">${sign("bell")} ${texts.say("called.idle", { time: timeOfDay(state.called.at) })}</p>`;
  }
  return state.well
    ? html`<p class="well">${sign("check")} ${texts.say("idle.well")}</p>`
    : html`<p class="unwell">${sign("warning")} ${texts.say("idle.unwell")}</p>`;
}

function roomsNow(state, texts) {
  return html`
    <section class="rooms-now">
      <h2>${texts.say("inside", { n: state.inside })}</h2>
      <ul>
        ${state.rooms.map((room) => roomNow(room, texts))}
      </ul>
    </section>
  `;
}

function roomNow(room, texts) {
  return html`
    <li class="room-now" data-full=${room.free === 0} data-closed=${room.closed}>
      <bdi class="room-now-name" lang=${languageOf(room, texts) ?? nothing}>${nameOf(room, texts)}</bdi>
      <span class="room-now-free">${room.closed ? texts.say("room.closed") : room.free === 0 ? texts.say("room.full") : texts.say("room.free", { n: room.free })}</span>
      <progress max=${Math.max(1, room.capacity)} value=${room.free === 0 && !room.closed ? room.capacity || 1 : room.inside} aria-label=${nameOf(room, texts)}></progress>
    </li>
  `;
}
