// Whose the card is that is presented at a reader now: a dialog that waits for it. The tap is none.

import { html } from "lit-html";
import { ask, send } from "../../app/api.js";
import { go } from "../../app/address.js";
import { told } from "../form.js";

const LOOK_MILLIS = 1_000;

export function presented(page) {
  return new Presented(page);
}

class Presented {
  #page;
  #answer = { state: "asked" };
  #problem = null;
  #timer;

  constructor(page) {
    this.#page = page;
    this.#begin();
  }

  async #begin() {
    try {
      await send("POST", "people/presented", { body: {} });
      this.#answer = { state: "asked" };
      this.#problem = null;
      this.#wait();
    } catch (error) {
      this.#problem = error;
    }
    this.#page.draw();
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), LOOK_MILLIS);
  }

  // Who has closed the dialog waits no longer.
  async #look() {
    if (this.#page.dialog !== this) {
      send("DELETE", "people/presented").catch((error) => console.warn(error));
      return;
    }
    try {
      this.#answer = await ask("people/presented");
    } catch (error) {
      this.#problem = error;
    }
    if (this.#answer.state === "asked") {
      this.#wait();
    } else if (this.#answer.state === "known") {
      await this.#page.done();
      go(`/people/${this.#answer.person.id}`);
      return;
    }
    this.#page.draw();
  }

  view() {
    const { texts } = this.#page;
    const { state, code } = this.#answer;
    return html`
      <h2 id="act-title">${texts.say("people.present")}</h2>
      <p role="status">${texts.say(`presented.${state}`, { code })}</p>
      ${this.#problem ? html`<div class="wrong" role="alert">${told(this.#problem, "people", texts)}</div>` : ""}
      <p class="steps">
        ${state === "unknown"
          ? html`<button class="main" data-step="present-new" @click=${() => this.#register(code)}>${texts.say("people.add")}</button>`
          : ""}
        ${state === "none" ? html`<button class="main" data-step="present-again" @click=${() => this.#begin()}>${texts.say("presented.again")}</button>` : ""}
        <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
      </p>
    `;
  }

  async #register(code) {
    await this.#page.done();
    go(`/people/new?code=${code}`);
  }
}
