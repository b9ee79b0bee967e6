// The report: the figures of a span, beside those of the year before, as a director signs and prints them. The
// address holds the span, and whether small figures are hidden.

import { html, nothing } from "lit-html";
import { ask } from "../app/api.js";
import { go, goInstead } from "../app/address.js";
import { Page } from "./page.js";
import { monthSpan, spanForm } from "./reports/span.js";
import { tables } from "./reports/tables.js";

const FILES = ["xlsx", "csv"];
const MEASURES = ["visits", "people", "guests", "first-time", "returning", "mean", "median"];
const DEFINED = ["visits", "people", "guests", "first-time", "rooms", "ages", "stays", "before"];

export function reports(office, { query }) {
  if (!query.has("from") || !query.has("to")) {
    queueMicrotask(() => goInstead(`/reports?${new URLSearchParams(lastMonth(office.about.zone))}`));
  }
  return new Reports(office, query);
}

// The last month that is over, by the centre's calendar.
function lastMonth(zone) {
  const [year, month] = new Intl.DateTimeFormat("sv", { timeZone: zone }).format(new Date()).split("-").map(Number);
  return month === 1 ? monthSpan(year - 1, 12, 1) : monthSpan(year, month - 1, 1);
}

class Reports extends Page {
  name = "reports";
  #query;
  #report = null;

  constructor(office, query) {
    super(office);
    this.#query = query;
    if (query.has("from")) {
      this.load();
    }
  }

  async ask() {
    this.#report = await ask(`reports/visits?${this.#asked()}`);
  }

  #asked() {
    return new URLSearchParams(["from", "to", "hide"].flatMap((name) => (this.#query.get(name) ? [[name, this.#query.get(name)]] : [])));
  }

  content() {
    const { texts } = this;
    return html`
      ${spanForm(this.#query, texts, (asked) => go(`/reports?${new URLSearchParams(asked)}`))}
      ${this.#report ? this.#shown() : this.problem ? nothing : html`<p role="status">${texts.say("report.making")}</p>`}
    `;
  }

  #shown() {
    const { texts } = this;
    return html`
      <p class="steps report-steps">
        <button data-step="print" @click=${() => print()}>${texts.say("report.print")}</button>
        ${FILES.map(
          (type) => html`
            <a class="button" data-file=${type} download href="/api/v1/reports/visits.${type}?${this.#file(type)}">${texts.say(`export.${type}`)}</a>
          `,
        )}
      </p>
      <article class="report">
        <h2><bdi>${this.office.about.centre}</bdi> ${texts.say("report.title")}</h2>
        <p class="report-span">${this.#report.now.from} – ${this.#report.now.to}</p>
        ${this.#sums()} ${tables(this.#report, texts)} ${this.#definitions()} ${this.#signatures()}
      </article>
    `;
  }

  #file(type) {
    const asked = this.#asked();
    if (type === "xlsx") {
      asked.set("language", this.texts.language);
    }
    return asked;
  }

  #sums() {
    const { texts } = this;
    const { now, before, hidden } = this.#report;
    const of = (figures, measure) => (measure in figures.stays ? figures.stays[measure] : figures[measure.replace("-", "_")]);
    const said = (figures, measure) => of(figures, measure) ?? (hidden && figures.stays.known === undefined ? "*" : ["mean", "median"].includes(measure) ? "–" : "*");
    return html`
      <table class="sums">
        <thead>
          <tr>
            <td></td>
            <th scope="col" class="number">${texts.say("report.now")}</th>
            <th scope="col" class="number">${texts.say("report.before")}<br /><small>${before.from} – ${before.to}</small></th>
            <th scope="col" class="number">${texts.say("report.change")}</th>
          </tr>
        </thead>
        <tbody>
          ${MEASURES.map(
            (measure) => html`
              <tr data-measure=${measure}>
                <th scope="row">${texts.say(`report.${measure}`)}</th>
                <td class="number">${said(now, measure)}</td>
                <td class="number">${said(before, measure)}</td>
                <td class="number">${change(of(now, measure), of(before, measure))}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }

  #definitions() {
    const { texts } = this;
    const { since, hidden, at } = this.#report;
    return html`
      <section class="definitions">
        <h3>${texts.say("report.definitions")}</h3>
        <ul>
          ${DEFINED.map((each) => html`<li>${texts.say(`report.def.${each}`)}</li>`)}
          ${hidden ? html`<li>${texts.say("report.def.hidden")}</li>` : nothing}
          ${since ? html`<li>${texts.say("report.since", { day: since })}</li>` : nothing}
          <li>${texts.say("report.at", { time: `${at.slice(0, 10)} ${at.slice(11, 16)}` })}</li>
        </ul>
      </section>
    `;
  }

  #signatures() {
    const { texts } = this;
    return html`
      <p class="signatures">
        ${["made-by", "signed", "date"].map((each) => html`<span>${texts.say(`report.sign.${each}`)}<i></i></span>`)}
      </p>
    `;
  }
}

// In percent, if there was anything before.
function change(now, before) {
  if (now === undefined || !before) {
    return "–";
  }
  const percent = Math.round((100 * (now - before)) / before);
  return `${percent > 0 ? "+" : percent < 0 ? "−" : ""}${Math.abs(percent)}%`;
}
