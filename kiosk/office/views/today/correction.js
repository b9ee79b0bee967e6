// What staff do about a visit: end it, let it go on in another room, undo it, or take its departure back.

import { html, nothing } from "lit-html";
import { Refused, send } from "../../app/api.js";
import { timeOfDay } from "../../../kiosk/app/time.js";
import { nameAmong, nameOf } from "../../../kiosk/app/room-names.js";
import { choice, Sending } from "../form.js";
import { reason } from "./reason.js";
import { who } from "./rooms.js";

const VOIDED = "voided";

export function correction(today, visit) {
  return new Correction(today, visit);
}

class Correction {
  #today;
  #visit;
  #tag;
  #sending;
  #isFull = false;
  #isSure = false;

  constructor(today, visit) {
    this.#today = today;
    this.#visit = visit;
    this.#tag = `"${visit.etag}"`;
    this.#sending = new Sending(today.office);
  }

  view() {
    const { texts } = this.#today;
    const visit = this.#visit;
    return html`
      <h2 id="act-title"><bdi>${who(visit, texts)}</bdi></h2>
      <p>
        <bdi>${this.#roomName(visit.room)}</bdi>,
        ${visit.departed ? `${timeOfDay(visit.arrived)}–${timeOfDay(visit.departed)}` : texts.say("since", { time: timeOfDay(visit.arrived) })}
      </p>
      ${visit.ended === VOIDED ? html`<p>${texts.say("ended.voided")}</p>` : this.#steps()}
      ${this.#sending.view("visit")}
      <p class="steps"><button data-step="close" @click=${() => this.#today.done()}>${texts.say("close")}</button></p>
    `;
  }

  #steps() {
    return html`
      ${this.#visit.departed ? this.#ofDeparted() : this.#ofOpen()}
      ${this.#step("void", this.#isSure ? "visit.sure" : "visit.void", () => this.#void())}
    `;
  }

  #ofDeparted() {
    return this.#step("reopen", "visit.reopen", () => this.#act("reopen", "staff.reopened"));
  }

  #ofOpen() {
    const { texts, now } = this.#today;
    const others = now.rooms.filter((room) => room.id !== this.#visit.room);
    return html`
      ${this.#step("depart", "visit.depart", () => this.#act("depart", "staff.departed"))}
      <form class="stack" @submit=${(event) => this.#sending.submit(event, (fields) => this.#move(fields))}>
        ${choice("room", texts.say("visit.move"), others.map((room) => [room.id, `${nameOf(room, texts)} ${room.inside} / ${room.capacity}`]))}
        ${this.#isFull ? reason(texts) : nothing}
        <button data-step="move" ?disabled=${this.#sending.busy}>${texts.say("visit.move")}</button>
      </form>
    `;
  }

  #step(name, key, act) {
    const { texts } = this.#today;
    return html`
      <p class="act-step">
        <button data-step=${name} ?disabled=${this.#sending.busy} @click=${() => this.#sending.run(act)}>${texts.say(key)}</button>
        <span>${texts.say(`${key}.what`)}</span>
      </p>
    `;
  }

  async #void() {
    if (this.#isSure) {
      await this.#act("void", "staff.voided");
    }
    this.#isSure = true;
  }

  async #move({ room, reason: why }) {
    try {
      await this.#act("move", "staff.moved", { room, reason: why });
    } catch (error) {
      this.#isFull ||= error instanceof Refused && error.status === 409;
      throw error;
    }
  }

  async #act(what, said, body) {
    await this.#send(what, body);
    const { texts } = this.#today;
    await this.#today.done(texts.say(said, { who: who(this.#visit, texts), room: body && this.#roomName(body.room) }));
  }

  // If somebody else has put it right meanwhile, it is shown as it is now, and the next step is meant for that.
  async #send(what, body) {
    try {
      await send("POST", `visits/${this.#visit.visit}/${what}`, { body, tag: this.#tag });
    } catch (error) {
      if (error instanceof Refused && error.status === 412 && error.problem.current) {
        this.#visit = error.problem.current;
        this.#tag = error.tag;
        this.#isSure = false;
      }
      throw error;
    }
  }

  #roomName(id) {
    return nameAmong(this.#today.now.rooms, id, this.#today.texts);
  }
}
