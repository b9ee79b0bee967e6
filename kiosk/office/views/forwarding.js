// How far each receiver has the journal, and what it refused for good: sent again, or given up.

import { html, nothing } from "lit-html";
import { ask, Refused, send } from "../app/api.js";
import { Repeated } from "../app/repeated.js";
import { Sending } from "./form.js";
import { Page } from "./page.js";

export function forwarding(office) {
  return new Forwarding(office);
}

class Forwarding extends Page {
  name = "forwarding";
  #now = null;
  // The path of the entry whose giving up was asked for once.
  #sure = null;
  #sending = new Sending(this.office);
  #repeated = new Repeated(() => this.load());

  async ask() {
    this.#now = await ask("forwarding");
  }

  close() {
    super.close();
    this.#repeated.close();
  }

  content() {
    const { texts } = this;
    if (!this.#now) {
      return null;
    }
    const { receivers, set_aside: aside } = this.#now;
    return html`
      ${receivers.length ? receivers.map((each) => this.#receiver(each)) : html`<p>${texts.say("forwarding.nobody")}</p>`}
      <h2>${texts.say("forwarding.aside")}</h2>
      ${this.#sending.view("forwarding")}
      ${aside.length
        ? html`<ul class="refused">${aside.map((each) => this.#aside(each))}</ul>`
        : html`<p class="well">${texts.say("forwarding.none")}</p>`}
    `;
  }

  #receiver({ name, cursor, waiting, since, state, detail, cure }) {
    const { texts } = this;
    return html`
      <section class="need" data-state=${state} data-receiver=${name}>
        <h2>${texts.say(`setting-table.${name}`)} <small>${texts.say(state === "ok" ? "about.ok" : `state.${state}`)}</small></h2>
        <p>${texts.say("forwarding.cursor", { n: cursor, end: this.#now.end })}</p>
        <p>${waiting ? texts.say("forwarding.waiting", { n: waiting, since: since ? since.slice(0, 16).replace("T", " ") : "–" }) : texts.say("forwarding.all")}</p>
        <p lang="en">${detail}</p>
        ${cure ? html`<p lang="en"><b>${cure}</b></p>` : nothing}
      </section>
    `;
  }

  #aside(entry) {
    const { texts } = this;
    const { cursor, number, status, detail, at } = entry;
    const path = `forwarding/set-aside/${cursor}/${number}`;
    const tag = `"${entry.etag}"`;
    return html`
      <li data-aside=${number}>
        <p><b>${texts.say("forwarding.entry", { n: number })}</b> · ${texts.say(`setting-table.${cursor}`)} · ${at.slice(0, 16).replace("T", " ")}</p>
        <p><b>${status}</b> <bdi>${detail}</bdi></p>
        <p class="steps">
          <button data-step="again" ?disabled=${this.#sending.busy} @click=${() => this.#sending.run(() => this.#again(path, number, tag))}>${texts.say("forwarding.again")}</button>
          <button data-step="give-up" ?disabled=${this.#sending.busy} @click=${() => this.#sending.run(() => this.#giveUp(path, number, tag))}>
            ${texts.say(this.#sure === path ? "forwarding.sure" : "forwarding.give-up")}
          </button>
        </p>
      </li>
    `;
  }

  async #again(path, number, tag) {
    await this.#send("POST", `${path}/again`, tag);
    this.note = this.texts.say("forwarding.asked", { n: number });
    await this.load();
  }

  // If the receiver has refused the entry once more, or it stands aside no longer, it is shown as it is now, and nothing
  // was done.
  async #send(method, path, tag) {
    try {
      await send(method, path, { tag });
    } catch (error) {
      if (error instanceof Refused && [404, 412].includes(error.status)) {
        this.#sure = null;
        await this.load();
      }
      throw error;
    }
  }

  async #giveUp(path, number, tag) {
    if (this.#sure !== path) {
      this.#sure = path;
      return;
    }
    await this.#send("DELETE", path, tag);
    this.note = this.texts.say("forwarding.gone", { n: number });
    await this.load();
  }
}
