// The plan of the centre: given out in one file, and that of another looked at and brought in, all or nothing.

import { html, nothing } from "lit-html";
import { Refused, send } from "../../app/api.js";
import { Sending, show } from "../form.js";
import { closedWords, dayWords, listed, WEEK, weekday } from "../rooms/closed.js";
import { label, shown } from "../settings/field.js";

export class Plan {
  #page;
  #sending;
  #plan = null;
  // What it would do, and by which tag the kiosk knows that this was seen.
  #preview = null;
  #tag = null;
  #isUnreadable = false;
  #done = null;

  constructor(page) {
    this.#page = page;
    this.#sending = new Sending(page.office);
  }

  view() {
    const { texts } = this.#page;
    return html`
      <section data-part="plan">
        <h2>${texts.say("plan")}</h2>
        <p>${texts.say("plan.what")}</p>
        <p class="steps"><a class="button" data-step="plan" download="daka-plan.json" href="/api/v1/plan">${texts.say("plan.give")}</a></p>
        <label class="field">
          <span>${texts.say("plan.take")}</span>
          <input
            type="file"
            name="plan"
            accept=".json,application/json"
            ?disabled=${this.#sending.busy}
            @click=${(event) => (event.target.value = "")}
            @change=${(event) => this.#choose(event.target.files[0])}
          />
        </label>
        ${this.#isUnreadable ? html`<p class="wrong" role="alert">${texts.say("plan.unreadable")}</p>` : nothing} ${this.#sending.view("plan")}
        ${this.#done ? html`<p class="note" role="status" data-brought>${texts.say(this.#done.restarting ? "plan.restarting" : "plan.done")}</p>` : nothing}
        ${this.#preview ? this.#seen() : nothing}
      </section>
    `;
  }

  async #choose(file) {
    if (!file) {
      return;
    }
    this.#done = this.#preview = this.#plan = null;
    const text = await file.text();
    try {
      this.#plan = JSON.parse(text);
    } catch {
      this.#plan = null;
    }
    this.#isUnreadable = this.#plan === null || typeof this.#plan !== "object";
    if (this.#isUnreadable) {
      this.#page.draw();
    } else {
      await this.#sending.run(() => this.#look());
    }
  }

  async #look() {
    const { value, tag } = await send("POST", "plan?preview=true", { body: this.#plan });
    this.#preview = value;
    this.#tag = tag;
  }

  #seen() {
    const { texts } = this.#page;
    const { rooms, hours, settings, problems, changes } = this.#preview;
    return html`
      ${this.#plan.of ? html`<p>${texts.say("plan.of")} <bdi>${this.#plan.of}</bdi> ${this.#plan.made ?? ""}</p>` : nothing}
      <table class="list" data-plan>
        <thead>
          <tr>${["thing", "becomes"].map((column) => html`<th scope="col">${texts.say(`plan.${column}`)}</th>`)}</tr>
        </thead>
        <tbody>
          ${rooms.map((room) => this.#row(room.name, this.#room(room), room.state, room.id))}
          ${hours ? this.#row(texts.say("hours.title"), this.#change(this.#hours(hours.before), this.#hours(hours.after)), "changed", "hours") : nothing}
          ${settings.map((each) => this.#row(this.#setting(each), this.#change(this.#value(each.before), this.#value(each.after)), "changed", each.setting))}
        </tbody>
      </table>
      ${problems.length
        ? html`
            <div class="wrong" role="alert">
              <p>${texts.say("plan.problems")}</p>
              <ul lang="en">${problems.map((each) => html`<li>${each.key} ${each.value ?? ""} – ${each.expected}</li>`)}</ul>
            </div>
          `
        : nothing}
      <p>${texts.say(changes ? "plan.sure" : "plan.same")}</p>
      <p class="steps">
        <button class="main" data-step="bring" ?disabled=${this.#sending.busy || !changes || problems.length > 0} @click=${() => this.#bring()}>
          ${texts.say("plan.bring", { n: changes })}
        </button>
      </p>
    `;
  }

  #row(thing, becomes, state, id) {
    const { texts } = this.#page;
    return html`
      <tr data-state=${state} data-thing=${id}>
        <td data-label=${texts.say("plan.thing")}><bdi>${thing}</bdi></td>
        <td data-label=${texts.say("plan.becomes")}>${becomes}</td>
      </tr>
    `;
  }

  #room({ state, changes }) {
    const { texts } = this.#page;
    return changes.length
      ? html`<ul class="plain">${changes.map(({ field, before, after }) => html`<li>${texts.say(`plan.field.${field}`)}: ${this.#change(this.#field(field, before), this.#field(field, after))}</li>`)}</ul>`
      : texts.say(`plan.state.${state}`);
  }

  #field(field, value) {
    const { texts } = this.#page;
    switch (field) {
      case "closed":
        return closedWords(value, texts);
      case "names":
        return Object.entries(value).map(([language, name]) => `${name} (${language})`).join(", ");
      default:
        return value;
    }
  }

  #change(before, after) {
    return html`<span><del><bdi>${before || "–"}</bdi></del> → <ins><bdi>${after || "–"}</bdi></ins></span>`;
  }

  #hours({ week, closed }) {
    const { texts } = this.#page;
    const days = WEEK.filter((day) => week[day].length).map((day) => `${weekday(day, texts, "short")} ${week[day].join(", ")}`);
    return [...days, ...(closed.length ? [`${texts.say("hours.closed")}: ${listed(closed.map((day) => dayWords(day, texts)), texts)}`] : [])].join("; ");
  }

  #setting({ setting }) {
    const [table, key] = setting.split(".");
    return label({ table, key }, this.#page.texts);
  }

  #value(value) {
    return value === null ? null : shown(value, this.#page.texts);
  }

  async #bring() {
    await this.#sending.run(async () => {
      try {
        this.#done = (await send("POST", "plan", { body: this.#plan, tag: this.#tag })).value;
        this.#preview = null;
      } catch (error) {
        if (error instanceof Refused && error.status === 412) {
          await this.#look();
        }
        throw error;
      }
    });
    show("[data-brought]");
  }
}
