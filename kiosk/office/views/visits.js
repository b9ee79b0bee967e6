// The visit log. The address holds the filter and the place in the log, so that Back and a bookmark lead to the
// same visits, and a plain link to a file exports exactly them.

import { html, nothing } from "lit-html";
import { ask, send } from "../app/api.js";
import { go, goInstead } from "../app/address.js";
import { nameOf } from "../../kiosk/app/room-names.js";
import { timeOfDay } from "../../kiosk/app/time.js";
import { Page } from "./page.js";
import { who } from "./today/rooms.js";
import { Proof } from "./visits/proof.js";

const FILTERS = ["from", "to", "room", "resident", "open", "reader", "evidence", "ended", "town"];
const EVIDENCE = ["idcard", "qr", "rfid", "phone", "number", "staff", "none"];
const ENDED = ["tap", "screen", "moved", "closing", "staff", "voided"];
const TOWN = ["has", "waiting", "refused"];
const FILES = ["xlsx", "csv", "ndjson"];
const PAGE = 50;

export function visits(office, { query }) {
  if (!query.size) {
    const today = centreDay(office.about.zone);
    queueMicrotask(() => goInstead(`/visits?from=${today}&to=${today}`));
  }
  return new Visits(office, query);
}

function centreDay(zone) {
  return new Intl.DateTimeFormat("sv", { timeZone: zone }).format(new Date());
}

class Visits extends Page {
  name = "visits";
  #query;
  #page = null;
  #totals = null;
  #rooms = [];
  #traits = { readers: [], upstreams: [] };
  #search = "";
  #people = [];

  constructor(office, query) {
    super(office);
    this.#query = query;
    if (query.size) {
      this.load();
    }
  }

  // Counting takes longer than a page, which is shown before.
  async ask() {
    const filter = this.#filter();
    const totals = ask(`visits/totals?${filter}`);
    totals.catch(() => {});
    [{ rooms: this.#rooms }, this.#traits] = await Promise.all([ask("occupancy"), ask("visits/traits")]);
    this.#page = await send("GET", `visits?${this.#place(filter)}`);
    this.draw();
    this.#totals = await totals;
  }

  // The filter alone, without the place.
  #filter() {
    return new URLSearchParams(FILTERS.flatMap((name) => (this.#query.get(name) ? [[name, this.#query.get(name)]] : [])));
  }

  #place(filter) {
    const place = new URLSearchParams(filter);
    place.set("limit", PAGE);
    if (this.#query.has("after")) {
      place.set("after", this.#query.get("after"));
    }
    return place;
  }

  content() {
    return html`${this.#form()} ${this.#page ? this.#found() : nothing}`;
  }

  #form() {
    const { texts } = this;
    const value = (name) => this.#query.get(name) ?? "";
    return html`
      <form class="filter" @submit=${(event) => this.#apply(event)}>
        <label class="field"><span>${texts.say("filter.from")}</span><input type="date" name="from" .value=${value("from")} /></label>
        <label class="field"><span>${texts.say("filter.to")}</span><input type="date" name="to" .value=${value("to")} /></label>
        ${this.#choice("room", texts.say("visit.room"), this.#rooms.map((room) => [room.id, nameOf(room, texts)]))}
        ${this.#choice("open", texts.say("filter.open"), ["true", "false"].map((open) => [open, texts.say(`filter.open.${open}`)]))}
        ${this.#choice("reader", texts.say("visit.reader"), this.#traits.readers.map((reader) => [reader, reader]))}
        ${this.#choice("evidence", texts.say("visit.evidence"), EVIDENCE.map((each) => [each, texts.say(`evidence.${each}`)]))}
        ${this.#choice("ended", texts.say("visit.ended"), ENDED.map((each) => [each, texts.say(`ended.${each}`)]))}
        ${this.#traits.upstreams.length
          ? this.#choice("town", texts.say("visit.town"), TOWN.map((each) => [each, texts.say(`town.${each}`)]))
          : nothing}
        <label class="field wide">
          <span>${texts.say("filter.person")}</span>
          <input type="search" data-search="person" autocomplete="off" spellcheck="false" @input=${(event) => this.#look(event.target.value)} />
        </label>
        <button class="main" data-step="filter">${texts.say("filter.show")}</button>
      </form>
      ${this.#search ? this.#foundPeople() : nothing}
    `;
  }

  // What the log does not know of any more, but the address asks for, stays chosen.
  #choice(name, label, options) {
    const { texts } = this;
    const chosen = this.#query.get(name) ?? "";
    const all = !chosen || options.some(([value]) => value === chosen) ? options : [...options, [chosen, chosen]];
    return html`
      <label class="field">
        <span>${label}</span>
        <select name=${name}>
          ${[["", texts.say("filter.all")], ...all].map(
            ([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`,
          )}
        </select>
      </label>
    `;
  }

  #foundPeople() {
    const { texts } = this;
    const isAlone = ({ name }) => this.#people.filter((each) => each.name === name).length === 1;
    return html`
      <p class="steps" role="status">
        ${this.#people.length
          ? this.#people.map(
              (person) => html`
                <a class="button" data-person=${person.id} href="/visits?${this.#of(person.id)}">
                  <bdi>${isAlone(person) ? person.name : texts.say("filter.namesake", { name: person.name, number: person.id })}</bdi>
                </a>
              `,
            )
          : texts.say("people.none")}
      </p>
    `;
  }

  async #look(text) {
    this.#search = text.trim();
    const people = this.#search ? (await ask(`visits/people?search=${encodeURIComponent(this.#search)}`)).people : [];
    if (text.trim() === this.#search) {
      this.#people = people;
      this.draw();
    }
  }

  #apply(event) {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)].filter(([, value]) => value);
    const resident = this.#query.get("resident");
    // Without any filter the whole log is meant, and an address without a query means today.
    const query = new URLSearchParams([...fields, ...(resident ? [["resident", resident]] : [])]);
    go(`/visits?${query.size ? query : "from=2000-01-01"}`);
  }

  #found() {
    const { texts } = this;
    const { visits } = this.#page.value;
    return html`
      ${this.#query.has("resident") ? this.#ofOne(visits) : nothing}
      <p class="totals" role="status">${this.#totals ? this.#sum() : texts.say("visits.counting")}</p>
      <p class="steps">
        ${FILES.map(
          (type) => html`
            <a class="button" data-file=${type} download="visits.${type}" href="/api/v1/visits.${type}?${this.#filter()}">
              ${texts.say(`export.${type}`)}
            </a>
          `,
        )}
        <button data-step="proof" @click=${() => this.show(new Proof(this))}>${texts.say("proof")}</button>
      </p>
      ${visits.length ? this.#table(visits) : html`<p>${texts.say("visits.none")}</p>`}
      ${this.#page.next ? html`<p class="steps"><a class="button" data-step="next" href="/visits?${this.#next()}">${texts.say("pages.next")}</a></p>` : nothing}
    `;
  }

  #sum() {
    const { texts } = this;
    const { visits, people, voided } = this.#totals;
    return `${texts.say("visits.total", { n: visits })} · ${texts.say("visits.people", { n: people })}${voided ? ` · ${texts.say("visits.voided", { n: voided })}` : ""}`;
  }

  #ofOne(visits) {
    const { texts } = this;
    const rest = this.#filter();
    rest.delete("resident");
    return html`
      <p class="one">
        <b><bdi>${visits[0]?.name ?? this.#query.get("resident")}</bdi></b>
        <a class="button" href="/visits?${rest.size ? rest : "from=2000-01-01"}">${texts.say("filter.everybody")}</a>
      </p>
    `;
  }

  #next() {
    const next = this.#filter();
    next.set("after", new URLSearchParams(this.#page.next).get("after"));
    return next;
  }

  #table(visits) {
    const { texts } = this;
    const columns = ["arrived", "departed", "minutes", "name", "room", "ended", "reader", "evidence"];
    if (this.#traits.upstreams.length) {
      columns.push("town");
    }
    return html`
      <table class="list">
        <thead><tr>${columns.map((column) => html`<th scope="col">${texts.say(`visit.${column}`)}</th>`)}</tr></thead>
        <tbody>${visits.map((visit) => this.#row(visit, columns))}</tbody>
      </table>
    `;
  }

  #row(visit, columns) {
    const { texts } = this;
    const cells = {
      arrived: time(visit.arrived),
      departed: visit.departed ? departed(visit) : "–",
      minutes: visit.minutes ?? "–",
      name: visit.resident ? html`<a href="/visits?${this.#of(visit.resident)}"><bdi>${visit.name ?? visit.resident}</bdi></a>` : who(visit, texts),
      room: html`<bdi>${visit.room_name}</bdi>`,
      ended: texts.say(`ended.${visit.ended || "open"}`),
      reader: html`<bdi>${visit.reader}</bdi>`,
      evidence: visit.evidence ? texts.say(`evidence.${visit.evidence}`) : "–",
      town: Object.entries(visit.town).map(([upstream, state], i, { length }) => html`${i ? html`<br />` : nothing}${length > 1 ? `${upstream}: ` : ""}${texts.say(`town.${state}`)}`),
    };
    return html`
      <tr data-visit=${visit.visit}>
        ${columns.map((column) => html`<td data-column=${column} data-label=${texts.say(`visit.${column}`)}>${cells[column]}</td>`)}
      </tr>
    `;
  }

  #of(resident) {
    const filter = this.#filter();
    filter.set("resident", resident);
    return filter;
  }
}

function time(rfc3339) {
  return `${rfc3339.slice(0, 10)} ${timeOfDay(rfc3339)}`;
}

// The day is told only if it is another one.
function departed({ arrived, departed: end }) {
  return arrived.slice(0, 10) === end.slice(0, 10) ? timeOfDay(end) : time(end);
}
