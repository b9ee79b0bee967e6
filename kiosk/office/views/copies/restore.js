// A copy is brought to the kiosk here, and restored there: somebody before it confirms that.

import { html, nothing } from "lit-html";
import { send } from "../../app/api.js";
import { field, Sending } from "../form.js";
import { minute } from "./nightly.js";

export class Restore {
  #page;
  #sending;

  constructor(page) {
    this.#page = page;
    this.#sending = new Sending(page.office);
  }

  view() {
    const { texts, now } = this.#page;
    const { brought } = now;
    return html`
      <section data-part="restore">
        <h2>${texts.say("copies.restore")}</h2>
        <p>${texts.say("copies.restore.how")}</p>
        ${brought
          ? html`
              <p class="note" role="status" data-brought-copy>
                ${texts.say("copies.brought", { at: minute(brought.made), visits: brought.visits, people: brought.people })}
              </p>
              <p class="steps"><button data-step="drop" ?disabled=${this.#sending.busy} @click=${() => this.#sending.run(() => this.#drop())}>${texts.say("copies.drop")}</button></p>
            `
          : nothing}
        <form class="stack" @submit=${(event) => this.#sending.submit(event, (fields, form) => this.#bring(fields, form))}>
          <label class="field">
            <span>${texts.say("copies.file")}</span>
            <input type="file" name="copy" required />
            <span class="hint">${texts.say("copies.file.hint")}</span>
          </label>
          ${field("sealed", texts.say("copies.file.passphrase"), { type: "password", required: false })} ${this.#sending.view("copies")}
          <p class="steps"><button data-step="bring-copy" ?disabled=${this.#sending.busy}>${texts.say("copies.bring")}</button></p>
        </form>
      </section>
    `;
  }

  async #bring({ copy, sealed }, form) {
    const { value } = await send("POST", "copies/uploads", { body: sealed ? { passphrase: sealed } : {} });
    this.#page.now = (await send("PUT", `copies/uploads/${value.id}`, { file: copy })).value;
    form.reset();
  }

  async #drop() {
    await send("DELETE", "copies/brought");
    await this.#page.load();
  }
}
