// The course of the day: how many people came in each hour, drawn and as a table.

import { html, svg } from "lit-html";

const WIDTH = 20;
const HEIGHT = 80;

export function course({ texts, now }) {
  const hours = span(now.arrivals);
  const most = Math.max(4, ...now.arrivals);
  const sum = now.arrivals.reduce((a, b) => a + b, 0);
  return html`
    <section class="course">
      <h2>${texts.say("today.course", { n: sum })}</h2>
      <svg viewBox="0 0 ${hours.length * WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
        ${hours.map((hour, i) => {
          const height = (HEIGHT * now.arrivals[hour]) / most;
          return svg`<rect x=${i * WIDTH + 1} y=${HEIGHT - height} width=${WIDTH - 2} height=${height} />`;
        })}
      </svg>
      <p class="course-hours" aria-hidden="true"><span>${hours[0]}:00</span><span>${hours.at(-1) + 1}:00</span></p>
      <table>
        <thead>
          <tr><th scope="col">${texts.say("course.hour")}</th><th scope="col" class="number">${texts.say("course.came")}</th></tr>
        </thead>
        <tbody>
          ${hours
            .filter((hour) => now.arrivals[hour])
            .map((hour) => html`<tr><th scope="row">${hour}:00–${hour + 1}:00</th><td class="number">${now.arrivals[hour]}</td></tr>`)}
        </tbody>
      </table>
    </section>
  `;
}

// The hours of a usual day, and those beside them in which somebody came.
function span(arrivals) {
  const busy = arrivals.flatMap((n, hour) => (n ? [hour] : []));
  const first = Math.min(8, ...busy);
  const last = Math.max(20, ...busy);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
