// The register: finding somebody, and adding them. What is searched for stands in the address.

import { html, nothing } from "lit-html";
import { ask, send } from "../app/api.js";
import { go } from "../app/address.js";
import { Page } from "./page.js";
import { Import } from "./people/import.js";
import { duplicates } from "./people/duplicates.js";
import { everything } from "./people/everything.js";
import { newPerson, person } from "./people/person.js";
import { presented } from "./people/presented.js";
import { Print } from "./people/print.js";

// What stands where else the id of somebody does.
const ROOMS = {
  new: (office, query) => newPerson(office, query.get("code")),
  import: (office) => new Import(office),
  print: (office, query) => new Print(office, query),
  duplicates: (office) => duplicates(office),
};

const PAGE = 50;

export function people(office, address) {
  const page = open(office, address);
  page.load();
  return page;
}

function open(office, { rest: [id, part], query }) {
  if (Object.hasOwn(ROOMS, id ?? "")) {
    return ROOMS[id](office, query);
  }
  if (!id) {
    return new People(office, query);
  }
  return part === "everything" ? everything(office, id) : person(office, id);
}

class People extends Page {
  name = "people";
  #search;
  #after;
  #found = null;
  #next = null;

  constructor(office, query) {
    super(office);
    this.#search = query.get("search") ?? "";
    this.#after = query.get("after");
  }

  // Names are found by their characters, pinyin and initials; telephones by their last digits.
  async ask() {
    if (this.#search && !/^\d+$/.test(this.#search)) {
      this.#found = (await ask(`people?search=${encodeURIComponent(this.#search)}&limit=${PAGE}`)).people;
      return;
    }
    const query = new URLSearchParams({ limit: PAGE });
    if (this.#search) {
      query.set("search", this.#search);
    }
    if (this.#after) {
      query.set("after", this.#after);
    }
    const { value, next } = await send("GET", `residents?${query}`);
    this.#found = value.residents;
    this.#next = next && new URLSearchParams(next).get("after");
  }

  content() {
    const { texts } = this;
    return html`
      <form class="filter" role="search" @submit=${(event) => this.#look(event)}>
        <label class="field">
          <span>${texts.say("people.search")}</span>
          <input type="search" name="search" .value=${this.#search} autocomplete="off" spellcheck="false" />
        </label>
        <button class="main" data-step="search">${texts.say("people.look")}</button>
        <button type="button" data-step="present" @click=${() => this.show(presented(this))}>${texts.say("people.present")}</button>
        <a class="button" data-step="new" href="/people/new">${texts.say("people.add")}</a>
        <a class="button" data-step="import-list" href="/people/import">${texts.say("import")}</a>
        <a class="button" data-step="print-cards" href="/people/print">${texts.say("print")}</a>
        <a class="button" data-file="people" download="residents.xlsx" href="/api/v1/residents.xlsx">${texts.say("people.export")}</a>
        <a class="button" data-step="duplicates" href="/people/duplicates">${texts.say("people.duplicates")}</a>
      </form>
      ${this.#found ? this.#table() : nothing}
    `;
  }

  #look(event) {
    event.preventDefault();
    const search = new FormData(event.currentTarget).get("search").trim();
    go(search ? `/people?${new URLSearchParams({ search })}` : "/people");
  }

  #table() {
    const { texts } = this;
    if (!this.#found.length) {
      return html`<p role="status">${texts.say(this.#search || this.#after ? "people.none" : "people.nobody")}</p>`;
    }
    const columns = ["name", "role", "born"];
    return html`
      <table class="list">
        <thead>
          <tr>${columns.map((column) => html`<th scope="col">${texts.say(`person.${column}`)}</th>`)}</tr>
        </thead>
        <tbody>
          ${this.#found.map(
            (each) => html`
              <tr data-person=${each.id}>
                <td data-label=${texts.say("person.name")}><a href="/people/${each.id}"><bdi>${each.name}</bdi></a></td>
                <td data-label=${texts.say("person.role")}>${texts.say(`person.role.${each.role}`)}</td>
                <td data-label=${texts.say("person.born")}>${each.born ?? "–"}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      ${this.#next
        ? html`<p class="steps"><a class="button" data-step="next" href="/people?after=${this.#next}">${texts.say("pages.next")}</a></p>`
        : nothing}
    `;
  }
}
