// Who may be in the register twice, side by side.

import { html, nothing } from "lit-html";
import { ask, send } from "../../app/api.js";
import { Sending } from "../form.js";
import { Page } from "../page.js";
import { merge } from "./merges.js";

const FIELDS = ["name", "role", "phone", "born", "note"];

export function duplicates(office) {
  return new Duplicates(office);
}

class Duplicates extends Page {
  name = "people";
  #pairs = null;
  #sending;

  constructor(office) {
    super(office);
    this.#sending = new Sending(office);
  }

  async ask() {
    this.#pairs = (await ask("residents/duplicates")).pairs;
  }

  content() {
    const { texts } = this;
    return (
      this.#pairs &&
      html`
        <p><a class="button" href="/people">${texts.say("people.back")}</a></p>
        <h2>${texts.say("people.duplicates")}</h2>
        <p>${texts.say(this.#pairs.length ? "duplicates.why" : "duplicates.none")}</p>
        ${this.#sending.view("merge")} ${this.#pairs.map((pair) => this.#pair(pair))}
      `
    );
  }

  #pair({ reason, one, other }) {
    const { texts } = this;
    const rows = [
      ...FIELDS.map((name) => [`person.${name}`, (side) => this.#said(name, side.resident[name])]),
      ["cards", (side) => side.resident.cards.map(({ kind }) => texts.say(`card.${kind}`)).join(texts.say("list.comma")) || "–"],
      ["duplicates.registered", (side) => side.registered.slice(0, 10)],
      ["duplicates.visits", (side) => side.visits],
      ["duplicates.last", (side) => side.last?.slice(0, 10) ?? "–"],
    ];
    return html`
      <article class="pair" data-pair=${`${one.resident.id} ${other.resident.id}`}>
        <h3>${texts.say(`duplicates.${reason}`)}</h3>
        <table class="sides">
          <tbody>
            ${rows.map(
              ([key, value]) => html`<tr><th scope="row">${texts.say(key)}</th><td>${value(one)}</td><td>${value(other)}</td></tr>`,
            )}
            <tr>
              <th scope="row">${texts.say("merge.kept")}</th>
              <td>${this.#keep(one, other)}</td>
              <td>${this.#keep(other, one)}</td>
            </tr>
          </tbody>
        </table>
        <p class="steps">
          <button
            data-step="different"
            ?disabled=${this.#sending.busy}
            aria-label=${`${texts.say("duplicates.different")}: ${one.resident.name} ${other.resident.name}`}
            @click=${() => this.#sending.run(() => this.#different(one.resident.id, other.resident.id))}
          >
            ${texts.say("duplicates.different")}
          </button>
        </p>
      </article>
    `;
  }

  #said(name, value) {
    if (name === "role") {
      return this.texts.say(`person.role.${value}`);
    }
    return value ? html`<bdi>${value}</bdi>` : "–";
  }

  #keep(kept, other) {
    const { texts } = this;
    return html`
      <button
        data-step="keep"
        aria-label=${`${texts.say("merge.keep")} ${kept.resident.name} ${kept.registered.slice(0, 10)}`}
        @click=${() => this.show(merge(this, kept.resident, other.resident, kept.etag))}
      >
        ${texts.say("merge.keep")}
      </button>
    `;
  }

  async #different(one, other) {
    await send("PUT", `residents/${one}/different/${other}`);
    await this.done(this.texts.say("duplicates.told"));
  }
}
