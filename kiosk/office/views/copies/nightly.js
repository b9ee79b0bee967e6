// The copy of the night: when, how large, what was proven of it, and one made anew now.

import { html, nothing } from "lit-html";
import { send } from "../../app/api.js";
import { Sending } from "../form.js";

const MEGABYTE = 1_000_000;

// A time as the kiosk tells it, to the minute.
export function minute(at) {
  return at.slice(0, 16).replace("T", " ");
}

export class Nightly {
  #page;
  #sending;

  constructor(page) {
    this.#page = page;
    this.#sending = new Sending(page.office);
  }

  view() {
    const { texts, now } = this.#page;
    const { nightly, late, state, detail, cure, making } = now;
    return html`
      <section data-part="nightly">
        <h2>${texts.say("copies.nightly")}</h2>
        ${late
          ? html`
              <div class="need" data-state="warning" data-late>
                <p>${texts.say(nightly ? "copies.late" : "copies.none")}</p>
                ${state === "ok" ? nothing : html`<p lang="en">${detail} <b>${cure}</b></p>`}
              </div>
            `
          : nothing}
        ${nightly ? this.#copy(nightly) : nothing}
        <p>${texts.say("copies.beside")}</p>
        ${this.#sending.view("copies")}
        ${making
          ? html`<p role="status" data-making>${texts.say("copies.making")} <span lang="en">${making.what}</span> ${making.total ? `${Math.floor((100 * making.done) / making.total)} %` : ""}</p>`
          : nothing}
        <p class="steps">
          <button data-step="make" ?disabled=${this.#sending.busy || making !== null} @click=${() => this.#sending.run(() => this.#make())}>${texts.say("copies.make")}</button>
        </p>
      </section>
    `;
  }

  #copy({ made, bytes, visits, people, proof }) {
    const { texts } = this.#page;
    const facts = {
      made: minute(made),
      size: texts.say("copies.megabytes", { n: (bytes / MEGABYTE).toFixed(1) }),
      holds: texts.say("copies.held", { visits, people }),
      proof: proof ? this.#proof(proof) : texts.say("copies.unproven"),
    };
    return html`
      <dl class="facts">
        ${Object.entries(facts).map(([name, value]) => html`<div data-fact=${name}><dt>${texts.say(`copies.fact.${name}`)}</dt><dd>${value}</dd></div>`)}
      </dl>
    `;
  }

  #proof({ entries, visits, audited, notes }) {
    return html`
      ${this.#page.texts.say("copies.proven", { entries, visits, audited })}
      ${notes.map((each) => html`<br /><span lang="en">${each}</span>`)}
    `;
  }

  async #make() {
    this.#page.now = (await send("POST", "copies/nightly")).value;
  }
}
