// A panel that answers on a bus is given to a room.

import { html } from "lit-html";
import { send } from "../../app/api.js";
import { choice, Sending } from "../form.js";

const KINDS = ["hd44780", "ssd1306", "sh1106"];

export class NewPanel {
  #page;
  #bus;
  #address;
  #sending;

  constructor(page, bus, address) {
    this.#page = page;
    this.#bus = bus;
    this.#address = address;
    this.#sending = new Sending(page.office);
  }

  view() {
    const { texts, rooms } = this.#page;
    return html`
      <h2 id="act-title">${texts.say("adding.panel")}</h2>
      <form class="stack" @submit=${(event) => this.#sending.submit(event, (fields) => this.#add(fields))}>
        ${choice("kind", texts.say("trial.kind"), KINDS.map((kind) => [kind, texts.say(`device.kind.${kind}`)]), KINDS[0])}
        ${choice("room", texts.say("adding.room"), rooms, rooms[0]?.[0])} ${this.#sending.view("adding")}
        <p class="steps">
          <button class="main" data-step="add" ?disabled=${this.#sending.busy}>${texts.say("adding.add")}</button>
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  async #add({ kind, room }) {
    const body = { kind, bus: this.#bus, address: this.#address };
    const { value } = await send("PUT", `devices/panels/${encodeURIComponent(room)}`, { body });
    await this.#page.done(this.#page.texts.say(value.applied ? "adding.applied" : "adding.later", { who: value.name }));
  }
}
