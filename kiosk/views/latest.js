// What happened last, the newest first.

import { html } from "lit-html";
import { nameAmong } from "../app/room-names.js";
import { timeOfDay } from "../app/time.js";
import { sign } from "./signs.js";

const SIGNS = { arrived: "check", departed: "leave", moved: "move", undone: "undo", recorded: "number", refused: "stop" };

export function latest(state, texts) {
  return html`
    <section class="latest">
      <h2>${texts.say("latest")}</h2>
      <ol>
        ${state.board.latest.map((each) => line(each, state, texts))}
      </ol>
    </section>
  `;
}

function line(happened, state, texts) {
  const { what, reason, who, party, room, at } = happened;
  return html`
    <li data-decision=${what}>
      ${sign(SIGNS[what])}
      <time>${timeOfDay(at)}</time>
      ${what === "refused"
        ? html`<span class="latest-what">${texts.say(`refused.${reason}.title`)}</span>`
        : what === "recorded"
          ? html`<span class="latest-what">${texts.say("latest.recorded")}</span>`
          : html`
            <bdi class="latest-who">${who ?? texts.say("party", { n: party })}</bdi>
            <bdi class="latest-what">${nameAmong(state.rooms, room, texts)}</bdi>
          `}
    </li>
  `;
}
