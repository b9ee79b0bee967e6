// Who of the register belongs to somebody.

import { html, nothing } from "lit-html";
import { ask, send } from "../../app/api.js";
import { choice, Sending } from "../form.js";

const RELATIONS = [
  "parent",
  "child",
  "grandparent",
  "grandchild",
  "spouse",
  "sibling",
  "guardian",
  "ward",
  "carer",
  "cared-for",
  "relative",
];

export class Family {
  #page;
  #id;
  #path;
  #family = [];
  #tag = null;
  #found = [];
  #sending;

  constructor(page, resident) {
    this.#page = page;
    this.#id = resident;
    this.#path = `residents/${resident}/family`;
    this.#sending = new Sending(page.office);
  }

  async ask() {
    const { value, tag } = await send("GET", this.#path);
    this.#family = value.family;
    this.#tag = tag;
  }

  view() {
    const { texts } = this.#page;
    return html`
      <section data-part="family">
        <h2>${texts.say("family")}</h2>
        ${this.#family.length ? nothing : html`<p>${texts.say("family.none")}</p>`}
        <ul class="known">
          ${this.#family.map(
            ({ id, name, phone, relation }) => html`
              <li data-relative=${id}>
                <b>${texts.say(`relation.${relation}`)}</b> <a href="/people/${id}"><bdi>${name}</bdi></a> <span>${phone ?? ""}</span>
                <button
                  data-step="relative-remove"
                  aria-label=${`${texts.say("family.remove")} ${name}`}
                  ?disabled=${this.#sending.busy}
                  @click=${() => this.#sending.run(() => this.#remove(id))}
                >
                  ${texts.say("family.remove")}
                </button>
              </li>
            `,
          )}
        </ul>
        ${this.#sending.view("family")}
        <p class="steps"><button data-step="relative" @click=${() => this.#open()}>${texts.say("family.add")}</button></p>
      </section>
    `;
  }

  async #remove(id) {
    await send("DELETE", `${this.#path}/${id}`, { tag: this.#tag });
    await this.#page.done(this.#page.texts.say("family.removed"));
  }

  #open() {
    this.#found = [];
    const sending = new Sending(this.#page.office);
    this.#page.show({ view: () => this.#dialog(sending) });
  }

  #dialog(sending) {
    const { texts } = this.#page;
    return html`
      <h2 id="act-title">${texts.say("family.add")}</h2>
      <form class="stack" @submit=${(event) => sending.submit(event, (fields) => this.#save(fields))}>
        <label class="field">
          <span>${texts.say("people.typed")}</span>
          <input type="search" autocomplete="off" spellcheck="false" @input=${(event) => this.#look(event.target.value)} />
        </label>
        ${pick(texts, this.#found, "relative")}
        ${choice("relation", texts.say("family.is"), RELATIONS.map((each) => [each, texts.say(`relation.${each}`)]))}
        ${sending.view("family")}
        <p class="steps">
          <button class="main" data-step="relative-now" ?disabled=${sending.busy || !this.#found.length}>${texts.say("save")}</button>
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  async #look(search) {
    this.#found = await others(search, this.#id);
    this.#page.draw();
  }

  async #save({ relative, relation }) {
    await send("PUT", `${this.#path}/${relative}`, { body: { relation }, tag: this.#tag });
    await this.#page.done(this.#page.texts.say("family.saved"));
  }
}

// Who is meant by what was typed, but the person it is about.
export async function others(search, id) {
  if (!search.trim()) {
    return [];
  }
  const { people } = await ask(`people?search=${encodeURIComponent(search.trim())}&limit=8`);
  return people.filter((each) => each.id !== id);
}

// One of those who were found.
export function pick(texts, found, name) {
  return found.length
    ? html`
        <fieldset>
          <legend>${texts.say("today.who")}</legend>
          ${found.map(
            (person) => html`
              <label class="pick">
                <input type="radio" name=${name} value=${person.id} required />
                <span><bdi>${person.name}</bdi> ${person.born ?? ""}</span>
              </label>
            `,
          )}
        </fieldset>
      `
    : nothing;
}
