// Two of the register who are one person: merged, and parted again within thirty days.

import { html, nothing } from "lit-html";
import { ask, send } from "../../app/api.js";
import { go } from "../../app/address.js";
import { Sending } from "../form.js";
import { others, pick } from "./family.js";

// What can be taken from the one who is merged although both say something.
export const FIELDS = ["name", "phone", "born", "language", "note"];

// Who was merged into somebody, and can come back.
export class Merges {
  #page;
  #id;
  #tag;
  #merges = [];
  #found = [];
  #sending;

  // tag: gives that of the resident as it is shown
  constructor(page, resident, tag) {
    this.#page = page;
    this.#tag = tag;
    this.#id = resident;
    this.#sending = new Sending(page.office);
  }

  async ask() {
    this.#merges = (await ask(`residents/${this.#id}/merges`)).merges;
  }

  view() {
    const { texts } = this.#page;
    return html`
      <section data-part="merges">
        <h2>${texts.say("merges")}</h2>
        <ul class="known">
          ${this.#merges.map(
            ({ other, name, at, until }, i) => html`
              <li data-merge=${other}>
                <b><bdi>${name}</bdi></b>
                <span>${texts.say("merge.until", { at: at.slice(0, 10), until: until.slice(0, 10) })}</span>
                ${i === 0
                  ? html`
                      <button
                        data-step="unmerge"
                        aria-label=${`${texts.say("merge.undo")} ${name}`}
                        ?disabled=${this.#sending.busy}
                        @click=${() => this.#sending.run(() => this.#undo())}
                      >
                        ${texts.say("merge.undo")}
                      </button>
                    `
                  : nothing}
              </li>
            `,
          )}
        </ul>
        ${this.#sending.view("merge")}
        <p class="steps"><button data-step="merge" @click=${() => this.#open()}>${texts.say("merge.with")}</button></p>
      </section>
    `;
  }

  async #undo() {
    try {
      await send("POST", `residents/${this.#id}/unmerge`, { tag: this.#tag() });
    } catch (error) {
      if (error.status === 412) {
        await this.#page.load();
      }
      throw error;
    }
    await this.#page.done(this.#page.texts.say("merge.undone"));
  }

  // Somebody is chosen first, then the two stand side by side.
  #open() {
    this.#found = [];
    const sending = new Sending(this.#page.office);
    this.#page.show({ view: () => this.#choose(sending) });
  }

  #choose(sending) {
    const { texts } = this.#page;
    return html`
      <h2 id="act-title">${texts.say("merge.with")}</h2>
      <form class="stack" @submit=${(event) => sending.submit(event, ({ other }) => this.#compare(other))}>
        <label class="field">
          <span>${texts.say("people.typed")}</span>
          <input type="search" autocomplete="off" spellcheck="false" @input=${(event) => this.#look(event.target.value)} />
        </label>
        ${pick(texts, this.#found, "other")} ${sending.view("merge")}
        <p class="steps">
          <button class="main" data-step="compare" ?disabled=${sending.busy || !this.#found.length}>${texts.say("merge.compare")}</button>
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  async #look(search) {
    this.#found = await others(search, this.#id);
    this.#page.draw();
  }

  async #compare(other) {
    const [one, two] = await Promise.all([send("GET", `residents/${this.#id}`), send("GET", `residents/${other}`)]);
    this.#page.dialog = merge(this.#page, one.value, two.value, one.tag);
    this.#page.draw();
  }
}

// A dialog in which two are merged into the first: what each says, side by side.
export function merge(page, kept, other, tag) {
  const sending = new Sending(page.office);
  return { view: () => dialog(page, sending, kept, other, tag) };
}

function dialog(page, sending, kept, other, tag) {
  const { texts } = page;
  return html`
    <h2 id="act-title">${texts.say("merge.title")}</h2>
    <form class="stack" @submit=${(event) => sending.submit(event, (fields) => run(page, kept, other, tag, fields))}>
      <p>${texts.say("merge.why", { n: 30 })}</p>
      <table class="sides">
        <thead>
          <tr>
            <td></td>
            <th scope="col">${texts.say("merge.kept")} <bdi>${kept.name}</bdi></th>
            <th scope="col">${texts.say("merge.gone")} <bdi>${other.name}</bdi></th>
          </tr>
        </thead>
        <tbody>
          ${FIELDS.map((name) => row(texts, name, kept[name], other[name]))}
          <tr>
            <th scope="row">${texts.say("cards")}</th>
            <td>${kept.cards.map(({ kind }) => texts.say(`card.${kind}`)).join(texts.say("list.comma")) || "–"}</td>
            <td>${other.cards.map(({ kind }) => texts.say(`card.${kind}`)).join(texts.say("list.comma")) || "–"}</td>
          </tr>
        </tbody>
      </table>
      ${sending.view("merge")}
      <p class="steps">
        <button class="main" data-step="merge-now" ?disabled=${sending.busy}>${texts.say("merge.now")}</button>
        <button type="button" data-step="close" @click=${() => page.done()}>${texts.say("close")}</button>
      </p>
    </form>
  `;
}

// Where both say something else, one is chosen; notes are kept both.
function row(texts, name, kept, other) {
  const label = texts.say(`person.${name}`);
  const differs = kept && other && kept !== other && name !== "note";
  const side = (value, which) =>
    differs
      ? html`
          <label class="pick">
            <input type="radio" name=${name} value=${which} ?checked=${which === "kept"} aria-label=${`${label}: ${value}`} />
            <bdi>${value}</bdi>
          </label>
        `
      : html`<bdi>${value ?? "–"}</bdi>`;
  return html`<tr><th scope="row">${label}</th><td>${side(kept, "kept")}</td><td>${side(other, "other")}</td></tr>`;
}

async function run(page, kept, other, tag, fields) {
  const take = FIELDS.filter((name) => fields[name] === "other");
  await send("POST", `residents/${kept.id}/merge`, { body: { other: other.id, take }, tag });
  await page.done();
  go(`/people/${kept.id}`);
}
