// A list of days of the calendar that somebody keeps in a form: one more, one less.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { dayWords } from "./closed.js";

export class Days {
  #days;
  #office;

  // days: such as 2027-01-01.
  constructor(office, days) {
    this.#office = office;
    this.#days = new Set(days);
  }

  get sorted() {
    return [...this.#days].sort();
  }

  // What stands in the field counts too, so that nobody loses a day that was typed and not added.
  take(form) {
    const { value } = form.querySelector("[data-day]");
    if (value) {
      this.#days.add(value);
    }
    return this.sorted;
  }

  view(label) {
    const { texts } = this.#office;
    return html`
      <fieldset class="days">
        <legend>${label}</legend>
        ${this.#days.size
          ? html`
              <ul>
                ${repeat(
                  this.sorted,
                  (day) => day,
                  (day) => html`
                    <li>
                      <span>${dayWords(day, texts)}</span>
                      <button
                        type="button"
                        data-step="remove-day"
                        aria-label=${texts.say("days.remove", { day: dayWords(day, texts) })}
                        @click=${() => this.#remove(day)}
                      >
                        ✕
                      </button>
                    </li>
                  `,
                )}
              </ul>
            `
          : nothing}
        <p class="steps">
          <input type="date" data-day aria-label=${texts.say("days.day")} @keydown=${(event) => this.#enter(event)} />
          <button type="button" data-step="add-day" @click=${(event) => this.#add(event)}>${texts.say("days.add")}</button>
        </p>
      </fieldset>
    `;
  }

  #remove(day) {
    this.#days.delete(day);
    this.#office.draw();
  }

  // Enter adds the day, and does not send the form.
  #enter(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      this.#add(event);
    }
  }

  #add(event) {
    const field = event.currentTarget.closest(".days").querySelector("[data-day]");
    if (field.value) {
      this.#days.add(field.value);
      field.value = "";
    }
    field.focus();
    this.#office.draw();
  }
}
