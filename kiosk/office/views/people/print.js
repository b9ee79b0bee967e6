// Cards to print: for whom, on which paper, with how much of the name. What a card says is told once, so they are
// printed from this page, or issued anew.

import { html, nothing } from "lit-html";
import { ask, send } from "../../app/api.js";
import { choice, Sending } from "../form.js";
import { Page } from "../page.js";
import { picture } from "../picture.js";
import { marks, ruler } from "./paper.js";

const LAYOUTS = ["a4", "cr80", "label"];
const NAMES = ["full", "masked", "none"];
const OF_SHEET = 10;
const MOST = 500;
const PAGE = 1000;
const SHOWN = 50;

export class Print extends Page {
  name = "people";
  #sending;
  #search = "";
  #found = [];
  // Who gets a card: names by id.
  #chosen = new Map();
  #layout = "a4";
  #issued = null;
  #isRuler = false;

  constructor(office, query) {
    super(office);
    this.#sending = new Sending(office);
    this.first = query.get("resident");
  }

  async ask() {
    if (this.first) {
      const { id, name } = await ask(`residents/${this.first}`);
      this.#chosen.set(id, name);
      this.first = null;
    }
    await this.#look();
  }

  async #look() {
    const search = this.#search;
    this.#found =
      search && !/^\d+$/.test(search)
        ? (await ask(`people?search=${encodeURIComponent(search)}&limit=${SHOWN}`)).people
        : (await ask(`residents?${new URLSearchParams({ limit: SHOWN, ...(search && { search }) })}`)).residents;
  }

  content() {
    const { texts } = this;
    return html`
      <p><a class="button" href="/people">${texts.say("people.back")}</a></p>
      <h2>${texts.say("print")}</h2>
      <p>${texts.say("print.what")}</p>
      ${this.#issued ? this.#ready() : this.#choosing()} ${this.#sending.view("print")}
      <p class="steps"><button data-step="ruler" @click=${() => this.#rule()}>${texts.say("print.ruler")}</button></p>
      ${this.#isRuler ? ruler(texts) : nothing} ${this.#issued && !this.#isRuler ? this.#sheets() : nothing}
    `;
  }

  #choosing() {
    const { texts } = this;
    return html`
      <form class="filter" role="search" @submit=${(event) => this.#searching(event)}>
        <label class="field">
          <span>${texts.say("people.search")}</span>
          <input type="search" name="search" .value=${this.#search} autocomplete="off" spellcheck="false" />
        </label>
        <button data-step="search">${texts.say("people.look")}</button>
        <button type="button" data-step="without" ?disabled=${this.#sending.busy} @click=${() => this.#without()}>${texts.say("print.without")}</button>
      </form>
      <ul class="chooser">${this.#found.map((each) => this.#person(each))}</ul>
      ${this.#found.length < SHOWN ? nothing : html`<p class="hint">${texts.say("print.first", { n: SHOWN })}</p>`}
      <form class="stack" data-form="print" @submit=${(event) => this.#sending.submit(event, (fields) => this.#issue(fields))}>
        ${choice("layout", texts.say("print.layout"), LAYOUTS.map((each) => [each, texts.say(`print.layout.${each}`)]), this.#layout)}
        ${choice("name", texts.say("print.name"), NAMES.map((each) => [each, texts.say(`print.name.${each}`)]), "masked")}
        <p role="status">${texts.say("print.chosen", { n: this.#chosen.size })}</p>
        <p class="steps">
          <button class="main" data-step="issue" ?disabled=${this.#sending.busy || !this.#chosen.size}>${texts.say("print.issue")}</button>
          <button type="button" data-step="nobody" ?disabled=${!this.#chosen.size} @click=${() => this.#nobody()}>${texts.say("print.nobody")}</button>
        </p>
      </form>
    `;
  }

  #person({ id, name, born }) {
    return html`
      <li>
        <label class="pick">
          <input type="checkbox" value=${id} .checked=${this.#chosen.has(id)} @change=${(event) => this.#choose(id, name, event.target.checked)} />
          <bdi>${name}</bdi> ${born ?? nothing}
        </label>
      </li>
    `;
  }

  #choose(id, name, isChosen) {
    if (isChosen && this.#chosen.size < MOST) {
      this.#chosen.set(id, name);
    } else {
      this.#chosen.delete(id);
    }
    this.draw();
  }

  #nobody() {
    this.#chosen.clear();
    this.draw();
  }

  #searching(event) {
    event.preventDefault();
    this.#search = new FormData(event.currentTarget).get("search").trim();
    this.load();
  }

  // Everybody without a card that is good, up to as many as are printed at once.
  #without() {
    return this.#sending.run(async () => {
      let query = new URLSearchParams({ limit: PAGE });
      while (query && this.#chosen.size < MOST) {
        const { value, next } = await send("GET", `residents?${query}`);
        for (const { id, name, cards } of value.residents) {
          if (this.#chosen.size < MOST && !cards.some((card) => !card.blocked && card.kind !== "pin")) {
            this.#chosen.set(id, name);
          }
        }
        query = next && new URLSearchParams(next);
      }
    });
  }

  async #issue({ layout, name }) {
    const { cards } = (await send("POST", "printed-cards", { body: { residents: [...this.#chosen.keys()], name } })).value;
    this.#layout = layout;
    this.#issued = cards.map((card) => ({ ...card, picture: picture(card.code) }));
    this.#isRuler = false;
    this.#chosen.clear();
    this.draw();
    print();
  }

  #ready() {
    const { texts } = this;
    return html`
      <p class="note" role="status" data-issued=${this.#issued.length}>${texts.say("print.issued", { n: this.#issued.length })}</p>
      <p>${texts.say("print.how")}</p>
      <p class="steps">
        <button class="main" data-step="print" @click=${() => this.#print()}>${texts.say("print.now")}</button>
        <button data-step="more" @click=${() => this.#more()}>${texts.say("print.more")}</button>
      </p>
    `;
  }

  #print() {
    this.#isRuler = false;
    this.draw();
    print();
  }

  #more() {
    this.#issued = null;
    this.load();
  }

  #rule() {
    this.#isRuler = true;
    this.draw();
    print();
  }

  #sheets() {
    const cards = this.#issued;
    const size = this.#layout === "a4" ? OF_SHEET : 1;
    const sheets = Array.from({ length: Math.ceil(cards.length / size) }, (_, at) => cards.slice(at * size, (at + 1) * size));
    return html`
      <div class="sheets">
        ${sheets.map(
          (some) => html`
            <div class="sheet ${this.#layout}">
              ${this.#layout === "a4" ? marks() : nothing} ${some.map((card) => this.#card(card))}
            </div>
          `,
        )}
      </div>
    `;
  }

  #card({ card, name, picture: code }) {
    return html`
      <div class="card" data-printed=${card}>
        <div class="code">${code}</div>
        <div class="words">
          <p class="centre"><bdi>${this.office.about.centre}</bdi></p>
          ${name ? html`<p class="whose"><bdi>${name}</bdi></p>` : nothing}
        </div>
      </div>
    `;
  }
}
