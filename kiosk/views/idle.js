// Nobody is at the screen: the invitation, and how full each room is.

import { html } from "lit-html";
import { header, languages } from "./header.js";
import { sign } from "./signs.js";

export function idle(state, texts, on) {
  return html`
    <main class="idle">
      ${header(state, texts)}
      <section class="invitation">
        <div class="hint">${sign("card")}</div>
        <h2 class="invitation-words">${texts.say("idle.invite")}</h2>
        <p>${texts.say("idle.how")}</p>
        ${state.well ? null : html`<p class="unwell">${sign("warning")} ${texts.say("idle.unwell")}</p>`}
      </section>
      <section class="rooms-now">
        <h2>${texts.say("inside", { n: state.inside })}</h2>
        <ul>
          ${state.rooms.map((room) => roomNow(room, texts))}
        </ul>
      </section>
      <footer class="footer">
        <button class="wide" @click=${on.guests}>${sign("people")} ${texts.say("idle.guests")}</button>
        ${languages(state, texts, on.speak)}
      </footer>
    </main>
  `;
}

function roomNow(room, texts) {
  return html`
    <li class="room-now">
      <bdi class="room-now-name">${room.name}</bdi>
      <span>${room.free === 0 ? texts.say("room.full") : texts.say("room.free", { n: room.free })}</span>
      <progress max=${Math.max(1, room.capacity)} value=${room.inside} aria-label=${room.name}></progress>
    </li>
  `;
}
