// When the centre is open: each weekday with its openings, and the days on which it stays closed.

import { html, nothing } from "lit-html";
import { Refused, send } from "../../app/api.js";
import { Sending } from "../form.js";
import { dayWords, listed, WEEK, weekday } from "./closed.js";
import { Days } from "./days.js";

const MOST_OPENINGS = 10;
const MIDNIGHT = "00:00";
const END_OF_DAY = "24:00";

export function hours(page) {
  const { texts, isAdmin, hours: kept } = page;
  return html`
    <section class="hours">
      <h2>${texts.say("hours.title")}</h2>
      ${kept.in_use ? nothing : html`<p class="need" data-state="warning">${texts.say("hours.not-in-use")}</p>`}
      ${facts(kept, texts)}
      ${isAdmin
        ? html`
            <p class="steps">
              <button data-step="hours" @click=${() => page.moving.run(async () => page.show(new ChangedHours(page, await send("GET", "hours"))))}>
                ${texts.say("hours.change")}
              </button>
            </p>
          `
        : nothing}
    </section>
  `;
}

function facts({ week, closed }, texts) {
  return html`
    <dl class="facts">
      ${WEEK.map(
        (day) => html`
          <div data-weekday=${day}>
            <dt>${weekday(day, texts)}</dt>
            <dd>${listed(week[day], texts) || texts.say("hours.closed")}</dd>
          </div>
        `,
      )}
      <div data-closed>
        <dt>${texts.say("hours.closed-days")}</dt>
        <dd>${listed(closed.map((day) => dayWords(day, texts)), texts) || "–"}</dd>
      </div>
    </dl>
  `;
}

class ChangedHours {
  #page;
  #tag;
  // Of each weekday, pairs of times as a field has them: midnight is 00:00 there.
  #week;
  #days;
  #sending;
  // What somebody else has written meanwhile.
  #theirs = null;

  constructor(page, { value, tag }) {
    this.#page = page;
    this.#tag = tag;
    this.#week = Object.fromEntries(WEEK.map((day) => [day, value.week[day].map(opening)]));
    this.#days = new Days(page.office, value.closed);
    this.#sending = new Sending(page.office);
  }

  view() {
    const { texts } = this.#page;
    return html`
      <h2 id="act-title">${texts.say("hours.title")}</h2>
      <form class="stack" data-form="hours" @submit=${(event) => this.#sending.submit(event, (fields, form) => this.#save(form))}>
        <p class="hint">${texts.say("hours.hint")}</p>
        ${WEEK.map((day) => this.#weekday(day))}
        ${this.#days.view(texts.say("hours.closed-days"))}
        ${this.#theirs
          ? html`<div class="wrong" role="alert" data-version="theirs"><p>${texts.say("person.conflict")}</p>${facts(this.#theirs, texts)}</div>`
          : this.#sending.view("hours")}
        <p class="steps">
          <button class="main" data-step="save" ?disabled=${this.#sending.busy}>${texts.say("save")}</button>
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  #weekday(day) {
    const { texts } = this.#page;
    const openings = this.#week[day];
    return html`
      <fieldset class="openings" data-weekday=${day}>
        <legend>${weekday(day, texts)}</legend>
        ${openings.length ? nothing : html`<p>${texts.say("hours.closed")}</p>`}
        ${openings.map((each, i) => this.#opening(day, each, i))}
        <p class="steps">
          ${openings.length < MOST_OPENINGS
            ? html`<button type="button" data-step="add-opening" @click=${() => this.#set(day, [...openings, { opens: "", closes: "" }])}>${texts.say("hours.add")}</button>`
            : nothing}
          ${day === WEEK[0]
            ? html`<button type="button" data-step="alike" @click=${() => this.#alike()}>${texts.say("hours.alike", { day: weekday(day, texts) })}</button>`
            : nothing}
        </p>
      </fieldset>
    `;
  }

  #opening(day, each, i) {
    const { texts } = this.#page;
    const time = (end) => html`
      <input
        type="time"
        required
        data-end=${end}
        aria-label=${`${weekday(day, texts)} ${texts.say(`hours.${end}`)}`}
        .value=${each[end]}
        @input=${(event) => (each[end] = event.target.value)}
      />
    `;
    return html`
      <p class="opening">
        ${time("opens")} <span aria-hidden="true">–</span> ${time("closes")}
        <button
          type="button"
          data-step="remove-opening"
          aria-label=${texts.say("days.remove", { day: `${weekday(day, texts)} ${each.opens}–${each.closes}` })}
          @click=${() => this.#set(day, this.#week[day].filter((_, at) => at !== i))}
        >
          ✕
        </button>
      </p>
    `;
  }

  #set(day, openings) {
    this.#week[day] = openings;
    this.#page.draw();
  }

  #alike() {
    const [first, ...others] = WEEK;
    for (const day of others) {
      this.#week[day] = this.#week[first].map((each) => ({ ...each }));
    }
    this.#page.draw();
  }

  async #save(form) {
    const body = {
      week: Object.fromEntries(WEEK.map((day) => [day, this.#week[day].map(written)])),
      closed: this.#days.take(form),
    };
    this.#theirs = null;
    try {
      await send("PUT", "hours", { body, tag: this.#tag });
    } catch (error) {
      if (error instanceof Refused && error.status === 412) {
        const { value, tag } = await send("GET", "hours");
        this.#theirs = value;
        this.#tag = tag;
        return;
      }
      throw error;
    }
    await this.#page.done(this.#page.texts.say("hours.saved"));
  }
}

function opening(text) {
  const [opens, closes] = text.split("-");
  return { opens, closes: closes === END_OF_DAY ? MIDNIGHT : closes };
}

function written({ opens, closes }) {
  return `${opens}-${closes === MIDNIGHT ? END_OF_DAY : closes}`;
}
