// What is drawn on paper in millimetres: where to cut, and a ruler to hold another beside. The sizes of sheets and
// cards stand in css/print-cards.css; the marks are where the edges of the cards are there.

import { html, svg } from "lit-html";

const WIDTH = 210;
const HEIGHT = 297;
const CARD = { width: 85.6, height: 54 };
const LEFT = [15.4, 109];
const TOP = 13.5;
const ROWS = 5;
const AWAY = 1;
const LONG = 4;

// A line at each edge of a card, outside of all cards.
export function marks() {
  const lines = [];
  for (let row = 0; row <= ROWS; row++) {
    const y = TOP + row * CARD.height;
    for (const left of LEFT) {
      lines.push([left - LONG, y, left - AWAY, y], [left + CARD.width + AWAY, y, left + CARD.width + LONG, y]);
    }
  }
  for (const x of LEFT.flatMap((left) => [left, left + CARD.width])) {
    lines.push([x, TOP - LONG, x, TOP - AWAY], [x, HEIGHT - TOP + AWAY, x, HEIGHT - TOP + LONG]);
  }
  return page("marks", lines.map((line) => stroke(line)));
}

function page(name, content) {
  return html`<svg class=${name} viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${content}</svg>`;
}

function stroke([x1, y1, x2, y2]) {
  return svg`<line x1=${x1} y1=${y1} x2=${x2} y2=${y2} stroke="#000" stroke-width="0.2" />`;
}

// 150 mm across and 200 mm down, with a line every millimetre, and the outline of a card.
export function ruler(texts) {
  const lines = [];
  for (let mm = 0; mm <= 200; mm++) {
    const long = mm % 10 === 0 ? 6 : mm % 5 === 0 ? 4 : 2.5;
    lines.push([20, 30 + mm, 20 + long, 30 + mm]);
    if (mm <= 150) {
      lines.push([30 + mm, 20, 30 + mm, 20 + long]);
    }
  }
  const numbers = Array.from({ length: 21 }, (_, at) => at * 10);
  return html`
    <div class="sheets">
      <div class="sheet a4 ruler">
        <p>${texts.say("print.ruler.what")}</p>
        ${page("marks", [
          ...lines.map((line) => stroke(line)),
          ...numbers.map((mm) => svg`<text x="27" y=${31.2 + mm} font-size="3.5">${mm}</text>`),
          ...numbers.filter((mm) => mm && mm <= 150).map((mm) => svg`<text x=${30 + mm} y="30" font-size="3.5" text-anchor="middle">${mm}</text>`),
          svg`<rect x="50" y="150" width=${CARD.width} height=${CARD.height} rx="3" fill="none" stroke="#000" stroke-width="0.2" />`,
          svg`<text x="93" y="178" font-size="3.5" text-anchor="middle">85.6 × 54 mm</text>`,
        ])}
      </div>
    </div>
  `;
}
