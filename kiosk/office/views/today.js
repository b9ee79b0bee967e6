// Who is inside, what needs somebody, and how the day went, as it is now.

import { html, nothing } from "lit-html";
import { ask } from "../app/api.js";
import { Repeated } from "../app/repeated.js";
import { timeOfDay } from "../../kiosk/app/time.js";
import { Page } from "./page.js";
import { course } from "./today/course.js";
import { admission } from "./today/admission.js";
import { correction } from "./today/correction.js";
import { firstSteps } from "./today/first-steps.js";
import { needs } from "./today/needs.js";
import { left, rooms } from "./today/rooms.js";
import { roll } from "./today/roll.js";

export function today(office) {
  return new Today(office);
}

class Today extends Page {
  name = "today";
  // What was answered last: the figures, and for staff who is inside, who has left and which cards wait.
  now = null;
  inside = [];
  left = [];
  waiting = [];
  // Whether nobody is registered, as far as an administrator may know.
  isNew = this.office.session.role === "admin";
  #repeated = new Repeated(() => this.load());

  // Whether whoever is signed in sees names and may correct visits.
  get isStaff() {
    return this.office.session.role !== "auditor";
  }

  async ask() {
    const [now, people, inside, left, waiting] = await Promise.all([
      ask("today"),
      this.isNew ? ask("residents?limit=1") : null,
      ...(this.isStaff ? [ask("inside"), ask("left"), ask("waiting")] : []),
    ]);
    this.isNew = people !== null && people.residents.length === 0;
    this.now = now;
    this.inside = inside?.visits ?? [];
    this.left = left?.visits ?? [];
    this.waiting = waiting?.waiting ?? [];
  }

  close() {
    super.close();
    this.#repeated.close();
  }

  content() {
    const { texts, now } = this;
    return now
      ? html`
          ${this.isNew ? firstSteps(this) : nothing}
          <div class="day">
            <section class="inside">
              <h2>${texts.say("inside", { n: now.inside })} <small>${texts.say("at", { time: timeOfDay(now.at) })}</small></h2>
              ${this.isStaff ? this.#steps() : nothing} ${rooms(this, (visit) => this.show(correction(this, visit)))}
              ${this.isStaff ? left(this, (visit) => this.show(correction(this, visit))) : nothing}
            </section>
            <div class="beside">${needs(this)} ${course(this)}</div>
          </div>
          ${this.isStaff ? roll(this) : nothing}
        `
      : null;
  }

  #steps() {
    const { texts } = this;
    return html`
      <p class="steps">
        <button data-step="admit" @click=${() => this.show(admission(this))}>${texts.say("today.admit")}</button>
        <button data-step="roll" @click=${() => print()}>${texts.say("today.roll")}</button>
      </p>
    `;
  }
}
