// The course of the day: how many people came in each hour, against the same weekday of the weeks
// before.

import { html, svg } from "lit-html";
import { hour as hourNow } from "../app/time.js";

export function course(state, texts) {
  const { today, usual } = state.board;
  if (!today.length) {
    return null;
  }
  const [first, last] = span(state);
  const now = hourNow(state.centre.zone);
  const most = Math.max(4, ...today, ...usual);
  const sum = (numbers) => Math.round(numbers.reduce((a, b) => a + b, 0));
  const label = texts.say("course.now", { today: sum(today), usual: sum(usual.slice(0, now + 1)) });
  const hours = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return html`
    <section class="course">
      <h2>${texts.say("course")} <span>${label}</span></h2>
      <svg viewBox="0 0 ${hours.length * 10} 40" preserveAspectRatio="none" role="img" aria-label=${label}>
        ${hours.map((each, i) => bars(i, (40 * today[each]) / most, (40 * (usual[each] ?? 0)) / most, each === now))}
      </svg>
      <p class="course-hours">${[hours[0], hours[Math.floor(hours.length / 2)], hours.at(-1)].map((each) => html`<span>${each}:00</span>`)}</p>
    </section>
  `;
}

// The opening hours, and the hours beside them in which somebody came.
function span({ board: { today, usual }, centre: { hours } }) {
  const open = hours.flatMap(({ opens, closes }) => [hour(opens), closes > opens ? hour(closes) - (closes.endsWith("00") ? 1 : 0) : 23]);
  const busy = today.flatMap((n, i) => (n || usual[i] ? [i] : []));
  const shown = open.length || busy.length ? [...open, ...busy] : [0, 23];
  return [Math.min(...shown), Math.max(...shown)];
}

function hour(time) {
  return Number(time.slice(0, 2));
}

function bars(i, today, usual, isNow) {
  return svg`
    <rect class="course-usual" x=${i * 10 + 0.5} y=${40 - usual} width="9" height=${usual} />
    <rect class=${isNow ? "course-today course-present" : "course-today"} x=${i * 10 + 2.5} y=${40 - today} width="5" height=${today} />
  `;
}
