// Whether the log is whole: the kiosk proves that no visit is missing, doubled or changed.

import { html, nothing } from "lit-html";
import { ask, send } from "../../app/api.js";
import { timeOfDay } from "../../../kiosk/app/time.js";
import { Sending } from "../form.js";

const LOOK_AGAIN_MS = 1_000;

export class Proof {
  #page;
  #sending;
  #now = null;

  constructor(page) {
    this.#page = page;
    this.#sending = new Sending(page.office);
    this.#sending.run(() => this.#follow());
  }

  view() {
    const { texts } = this.#page;
    const isRunning = this.#now?.state === "running";
    return html`
      <h2 id="act-title">${texts.say("proof")}</h2>
      <p>${texts.say("proof.what")}</p>
      <div role="status" data-proof=${this.#now?.state ?? nothing}>${this.#now ? this.#found() : nothing}</div>
      ${this.#sending.view("proof")}
      <p class="steps">
        <button class="main" data-step="prove" ?disabled=${this.#sending.busy || isRunning} @click=${() => this.#sending.run(() => this.#begin())}>
          ${texts.say("proof.begin")}
        </button>
        <button data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
      </p>
    `;
  }

  async #begin() {
    this.#take((await send("POST", "proof")).value);
  }

  async #follow() {
    this.#take(await ask("proof"));
  }

  // As long as somebody looks.
  #take(now) {
    this.#now = now;
    if (now.state === "running") {
      setTimeout(() => this.#page.dialog === this && this.#sending.run(() => this.#follow()), LOOK_AGAIN_MS);
    }
  }

  #found() {
    const { texts } = this.#page;
    const { state, at, done, total, entries, visits, open, audited, notes, where, what, cure } = this.#now;
    const time = at && `${at.slice(0, 10)} ${timeOfDay(at)}`;
    switch (state) {
      case "running":
        return html`
          <p>${texts.say("proof.running")}</p>
          <progress aria-label=${texts.say("proof")} max=${total || 1} value=${total ? done : nothing}></progress>
        `;
      case "proven":
        return html`
          <p class="note">${texts.say("proof.proven", { time, n: visits, open, entries, audited })}</p>
          ${notes.map((note) => html`<p class="need" lang="en">${note}</p>`)}
        `;
      case "broken":
        return html`
          <p class="wrong" role="alert">${texts.say("proof.broken", { time })}</p>
          <p class="detail" lang="en">${where}: ${what}. ${cure}</p>
        `;
      case "failed":
        return html`<p class="wrong" role="alert">${texts.say("proof.failed", { time })}</p><p class="detail" lang="en">${what}</p>`;
      case "cut-off":
        return html`<p class="wrong">${texts.say("proof.cut-off", { time })}</p>`;
      default:
        return nothing;
    }
  }
}
