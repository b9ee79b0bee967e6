// Sheets to print and hang up, one page of A4 each: how residents tap, what staff do at the board, what an
// administrator does in a month. The pictures are of the real screens, in the language of the sheet; deploy/pictures
// makes them. What stands on a button there is called here as the button is.

import { html } from "lit-html";
import { Page } from "./page.js";

const PICTURES = "/office/pictures";

// Of each sheet the pictures, in their order, their size in pixels, and how many hints stand below.
const SHEETS = {
  residents: { pictures: ["idle", "arrived", "departed"], size: [800, 480], hints: 3 },
  staff: { pictures: ["board", "room", "visit"], size: [800, 480], hints: 4 },
  administrators: { pictures: ["today", "visits", "report"], size: [1100, 660], hints: 4 },
};

export const NAMES = Object.keys(SHEETS);

// What the sentences call by the words that are on the screens.
const WORDS = {
  arrived: "arrived.title",
  departed: "departed.title",
  undo: "do.undo",
  number: "idle.number",
  guests: "idle.guests",
  unlock: "staff.unlock",
  lock: "staff.lock",
  depart: "visit.depart",
  move: "visit.move",
  void: "visit.void",
  admit: "people.admit",
  roll: "roll",
  nothing: "needs.nothing",
  today: "nav.today",
  visits: "nav.visits",
  reports: "nav.reports",
  people: "nav.people",
  accounts: "nav.accounts",
  rooms: "nav.rooms",
  about: "nav.about",
  show: "filter.show",
  excel: "export.xlsx",
  print: "report.print",
  hide: "report.hide",
  duplicates: "people.duplicates",
};

export function sheets(office, { rest: [name] }) {
  return new Sheets(office, NAMES.includes(name) ? name : NAMES[0]);
}

class Sheets extends Page {
  name = "sheets";
  #name;

  constructor(office, name) {
    super(office);
    this.#name = name;
  }

  content() {
    const { texts } = this;
    return html`
      <nav class="steps sheet-steps" aria-label=${texts.say("nav.sheets")}>
        ${NAMES.map(
          (each) => html`
            <a class="button" data-sheet-link=${each} href="/sheets/${each}" aria-current=${each === this.#name ? "page" : "false"}>
              ${texts.say(`sheets.${each}`)}
            </a>
          `,
        )}
        <button class="main" data-step="print" @click=${() => print()}>${texts.say("sheets.print")}</button>
      </nav>
      ${this.#sheet(SHEETS[this.#name])}
    `;
  }

  #sheet({ pictures, size, hints }) {
    const numbers = Array.from({ length: hints }, (_, i) => i + 1);
    return html`
      <article class="poster" data-sheet=${this.#name}>
        <p class="poster-centre"><bdi>${this.office.about.centre}</bdi></p>
        <h2>${this.#say("title")}</h2>
        <ol>${pictures.map((picture) => this.#part(picture, size))}</ol>
        <ul>${numbers.map((number) => html`<li>${this.#say(`more.${number}`)}</li>`)}</ul>
      </article>
    `;
  }

  #part(picture, [width, height]) {
    const { texts } = this;
    const what = this.#say(picture);
    return html`
      <li>
        <img
          src="${PICTURES}/${texts.language}/${picture}.webp"
          alt=${texts.say("sheets.picture", { what })}
          width=${width}
          height=${height}
        />
        <div>
          <h3>${what}</h3>
          <p>${this.#say(`${picture}.how`)}</p>
        </div>
      </li>
    `;
  }

  #say(what) {
    const { texts } = this;
    const words = Object.entries(WORDS).map(([name, key]) => [name, texts.say(key)]);
    return texts.say(`sheets.${this.#name}.${what}`, Object.fromEntries(words));
  }
}
