// A long list a page at a time, because nothing on the kiosk scrolls.

import { html } from "lit-html";
import { sign } from "./signs.js";

const TOUCH = 64;

// How many rows to be touched fit below the bars at the top of a place; see styles/staff.css.
export function touchRows() {
  return rows(Math.max(TOUCH, 3.4 * rem()) + 0.5 * rem());
}

// The same for lines to be read.
export function textRows() {
  return rows(2 * rem());
}

function rows(height) {
  return Math.max(1, Math.floor((window.innerHeight - 2 * TOUCH - 2.6 * rem()) / height));
}

function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

export function isUpright() {
  return window.innerHeight > window.innerWidth;
}

// The part of a list that is on a page, and how many pages there are.
export function part(list, page, size) {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const shown = Math.min(page, pages - 1);
  return { shown, pages, items: list.slice(shown * size, (shown + 1) * size) };
}

export function pager({ shown, pages }, texts, turn) {
  return html`
    <nav class="pager" aria-label=${texts.say("pages")}>
      <button data-step="previous" ?disabled=${shown === 0} aria-label=${texts.say("pages.previous")} @click=${() => turn(shown - 1)}>
        ${sign("previous")}
      </button>
      <span dir="ltr">${shown + 1} / ${pages}</span>
      <button data-step="next" ?disabled=${shown === pages - 1} aria-label=${texts.say("pages.next")} @click=${() => turn(shown + 1)}>
        ${sign("next")}
      </button>
    </nav>
  `;
}
