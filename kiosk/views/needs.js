// What needs a person: somebody who calls, parts that are not well, unknown cards that wait, events that the town refused,
// and refused scans.

import { html } from "lit-html";
import { timeOfDay } from "../app/time.js";
import { isUpright } from "./pager.js";
import { sign } from "./signs.js";
import { openPeople } from "./staff/people.js";
import { openWaiting } from "./staff/waiting.js";

export function needs(state, texts, staff) {
  const { refused, set_aside: setAside } = state.board;
  const waiting = state.board.waiting.filter(({ code }) => code !== staff.registered);
  const count = state.board.waiting_count - (state.board.waiting.length - waiting.length);
  const well = !state.called && !state.problems.length && !count && !refused && !setAside;
  return html`
    <section class="needs" data-problems=${state.problems.length}>
      <h2>${texts.say("needs")}</h2>
      ${well ? html`<p class="all-well">${sign("check")} ${texts.say("needs.nothing")}</p>` : null}
      ${state.called ? call(state.called, texts, staff) : null}
      ${state.problems.map((part) => problem(part, texts))}
      ${count ? cards(waiting, count, texts, staff) : null}
      ${setAside ? html`<p class="need">${sign("warning")} ${texts.say("needs.set-aside", { n: setAside })}</p>` : null}
      ${refused ? html`<p class="need">${sign("stop")} ${texts.say("needs.refused", { n: refused })}</p>` : null}
    </section>
  `;
}

function call({ at }, texts, staff) {
  return html`
    <button class="called" data-step="called" @click=${() => staff.want(() => staff.answerCall())}>
      ${sign("bell")} ${texts.say("called", { time: timeOfDay(at) })} · ${texts.say("called.come")}
    </button>
  `;
}

function cards(waiting, count, texts, staff) {
  return html`
    <p class="need">${sign("card")} ${texts.say("needs.waiting", { n: count })}</p>
    <div class="waiting">
      ${waiting.slice(0, fits()).map(
        ({ code, at }) => html`
          <button data-code=${code} @click=${() => staff.want(() => openPeople(staff, code))}>
            <b dir="ltr">${code}</b> <time>${timeOfDay(at)}</time>
          </button>
        `,
      )}
      ${count > fits()
        ? html`<button data-step="waiting" @click=${() => staff.want(() => openWaiting(staff))}>+${count - fits()}</button>`
        : null}
    </div>
  `;
}

function fits() {
  return isUpright() ? 4 : 2;
}

// A part is named as the health page names it: alone, or by its kind and which one of them. What is wrong in
// particular stands there, for the technician.
function problem(part, texts) {
  const [kind, ...which] = texts.has(`part.${part.name}`) ? [part.name] : part.name.split(" ");
  const name = texts.has(`part.${kind}`) ? texts.say(`part.${kind}`) : kind;
  return html`
    <section class="problem" data-part=${kind} data-state=${part.state}>
      <p class="problem-name">${sign("warning")} ${name} <bdi>${which.join(" ")}</bdi> · ${texts.say(`state.${part.state}`)}</p>
      <p class="problem-cure">${cure(part, kind, texts)}</p>
    </section>
  `;
}

function cure(part, kind, texts) {
  if (texts.has(`light.${part.reason}`)) {
    return texts.say(`light.${part.reason}`);
  }
  return texts.has(`part.${kind}.cure`) ? texts.say(`part.${kind}.cure`) : `${part.detail}. ${part.cure}`;
}
