// Letting somebody in who has no card at hand, or guests.

import { html, nothing } from "lit-html";
import { ask, Refused, send } from "../../app/api.js";
import { nameAmong, nameOf } from "../../../kiosk/app/room-names.js";
import { choice, Sending } from "../form.js";
import { reason } from "./reason.js";

const MOST_GUESTS = 20;
const GUESTS = "";

export function admission(today) {
  return new Admission(today);
}

class Admission {
  #today;
  #sending;
  #found = [];
  #search = "";
  #isFull = false;
  // What is sent twice lets nobody in twice.
  #own = crypto.randomUUID();

  constructor(today) {
    this.#today = today;
    this.#sending = new Sending(today.office);
  }

  view() {
    const { texts, now } = this.#today;
    return html`
      <h2 id="act-title">${texts.say("today.admit")}</h2>
      <form class="stack" @submit=${(event) => this.#sending.submit(event, (fields) => this.#admit(fields))}>
        <label class="field">
          <span>${texts.say("people.typed")}</span>
          <input type="search" autocomplete="off" spellcheck="false" @input=${(event) => this.#look(event.target.value)} />
        </label>
        ${this.#people()}
        ${choice("room", texts.say("filter.room"), now.rooms.map((room) => [room.id, `${nameOf(room, texts)} ${room.inside} / ${room.capacity}`]))}
        ${this.#isFull ? reason(texts) : nothing}
        ${this.#sending.view("visit")}
        <p class="steps">
          <button class="main" data-step="admit-now" ?disabled=${this.#sending.busy}>${texts.say("people.admit")}</button>
          <button type="button" data-step="close" @click=${() => this.#today.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  #people() {
    const { texts } = this.#today;
    return html`
      <fieldset>
        <legend>${texts.say("today.who")}</legend>
        ${this.#found.map(
          (person) => html`
            <label class="pick">
              <input type="radio" name="resident" value=${person.id} required ?disabled=${Boolean(person.room)} />
              <span><bdi>${person.name}</bdi> ${person.born ?? ""} ${person.room ? texts.say("people.inside", { room: this.#roomName(person.room) }) : ""}</span>
            </label>
          `,
        )}
        ${this.#search && !this.#found.length ? html`<p>${texts.say("people.none")}</p>` : nothing}
        <label class="pick">
          <input type="radio" name="resident" value=${GUESTS} required />
          <span>${texts.say("people.party")}</span>
          <input type="number" name="party" min="1" max=${MOST_GUESTS} .defaultValue=${"1"} aria-label=${texts.say("guests.title")} />
        </label>
      </fieldset>
    `;
  }

  async #look(text) {
    this.#search = text.trim();
    const found = this.#search ? (await ask(`people?search=${encodeURIComponent(this.#search)}`)).people : [];
    if (text.trim() === this.#search) {
      this.#found = found;
      this.#today.office.draw();
    }
  }

  async #admit({ resident, party, room, reason: why }) {
    const { texts } = this.#today;
    const whom = resident === GUESTS ? { party: Number(party) } : { resident };
    try {
      await send("PUT", `visits/${this.#own}`, { body: { ...whom, room, reason: why }, isNew: true });
    } catch (error) {
      this.#isFull ||= error instanceof Refused && error.status === 409;
      throw error;
    }
    const name = this.#found.find((person) => person.id === resident)?.name ?? texts.say("party", { n: Number(party) });
    await this.#today.done(texts.say("staff.admitted", { who: name, room: this.#roomName(room) }));
  }

  #roomName(id) {
    return nameAmong(this.#today.now.rooms, id, this.#today.texts);
  }
}
