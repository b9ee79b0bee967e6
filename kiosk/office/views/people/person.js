// Somebody of the register: what is known of them, and their cards.

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { Refused, send } from "../../app/api.js";
import { go } from "../../app/address.js";
import { choice, field, Sending } from "../form.js";
import { Page } from "../page.js";
import { Cards } from "./cards.js";
import { consentFields, consentOf, Consents } from "./consents.js";
import { erasure } from "./erasure.js";
import { Family } from "./family.js";
import { Merges } from "./merges.js";

const FIELDS = ["name", "role", "phone", "born", "language", "note"];
const ROLES = ["resident", "staff"];

export function person(office, id) {
  return new Person(office, id);
}

// code: of an unknown card that was presented, which the person gets.
export function newPerson(office, code) {
  return new Person(office, null, code);
}

class Person extends Page {
  name = "people";
  #id;
  // As it was read last, with its tag; someone new has none.
  #person = null;
  #tag = null;
  #cards = null;
  #sending;
  #code;
  // Somebody under 14, of whom little is kept unless a guardian agreed.
  #isChild = false;
  #parts = [];
  // How often it was saved here: each time the form begins anew.
  #saved = 0;
  // Under which somebody new is registered, so that what is sent twice makes one.
  #own = crypto.randomUUID();
  // What somebody else has written meanwhile, and what was to be written here.
  #conflict = null;

  constructor(office, id, code = null) {
    super(office);
    this.#id = id;
    this.#code = code;
    this.#sending = new Sending(office);
  }

  async ask() {
    if (this.#id) {
      const { value, tag } = await send("GET", `residents/${this.#id}`);
      this.#person = value;
      this.#tag = tag;
      this.#isChild ||= Boolean(value.child) || mayBeUnder14(value.born);
      this.#cards ??= new Cards(this, this.#id);
      if (!this.#parts.length) {
        this.#parts = [new Consents(this, this.#id), new Family(this, this.#id), new Merges(this, this.#id, () => this.#tag)];
      }
      await Promise.all(this.#parts.map((part) => part.ask()));
    } else {
      this.#person = { role: "resident" };
    }
  }

  content() {
    const { texts } = this;
    return (
      this.#person &&
      html`
        <p><a class="button" href="/people">${texts.say("people.back")}</a></p>
        <h2>${this.#id ? html`<bdi>${this.#person.name}</bdi>` : texts.say("people.add")}</h2>
        ${this.#conflict ? this.#both() : nothing} ${keyed(this.#saved, this.#form())}
        ${this.#id
          ? html`${this.#cards.view(this.#person)} ${this.#parts.map((part) => part.view(this.#isChild))} ${this.#rest()}`
          : nothing}
      `
    );
  }

  #form() {
    const { texts } = this;
    const { name, role, phone, born, language, note } = this.#person;
    return html`
      <form class="stack" data-form="person" @submit=${(event) => this.#sending.submit(event, (fields) => this.#save(fields))}>
        ${field("name", texts.say("person.name"), { value: name, maxlength: 100 })}
        ${choice("role", texts.say("person.role"), ROLES.map((each) => [each, texts.say(`person.role.${each}`)]), role)}
        ${field("phone", texts.say("person.phone"), { value: phone, type: "tel", required: false })}
        ${field("born", texts.say("person.born"), { value: born, required: false, hint: texts.say("person.born.hint") })}
        <label class="pick">
          <input
            type="checkbox"
            name="child"
            .defaultChecked=${Boolean(this.#person.child)}
            @change=${(event) => this.#tellChild(event.target.checked)}
          />
          <span>${texts.say("person.child")}</span>
        </label>
        ${this.#isChild && !this.#id ? consentFields(texts) : nothing}
        ${field("language", texts.say("person.language"), { value: language, required: false, hint: texts.say("person.language.hint") })}
        <label class="field">
          <span>${texts.say("person.note")}</span>
          <textarea name="note" rows="3" maxlength="1000" .defaultValue=${note ?? ""}></textarea>
        </label>
        ${this.#conflict ? nothing : this.#sending.view("people")}
        <p class="steps">
          <button class="main" data-step="save" ?disabled=${this.#sending.busy}>${texts.say("save")}</button>
        </p>
      </form>
    `;
  }

  #tellChild(isChild) {
    this.#isChild = isChild;
    this.draw();
  }

  // What is there now beside what was to be written; saving again means the latter.
  #both() {
    const { texts } = this;
    const { theirs, ours } = this.#conflict;
    const other = FIELDS.filter((name) => (theirs[name] ?? "") !== (ours[name] ?? ""));
    return html`
      <div class="wrong" role="alert">
        <p>${texts.say("person.conflict")}</p>
        <table>
          <thead>
            <tr><td></td><th scope="col">${texts.say("person.theirs")}</th><th scope="col">${texts.say("person.ours")}</th></tr>
          </thead>
          <tbody>
            ${other.map(
              (name) => html`
                <tr>
                  <th scope="row">${texts.say(`person.${name}`)}</th>
                  <td data-version="theirs"><bdi>${theirs[name] ?? "–"}</bdi></td>
                  <td data-version="ours"><bdi>${ours[name] ?? "–"}</bdi></td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  async #save(fields) {
    const body = Object.fromEntries(FIELDS.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])));
    body.child = Boolean(fields.child);
    if (!this.#id) {
      const consent = this.#isChild && fields.guardian ? { consent: consentOf(fields) } : {};
      const cards = this.#code ? { cards: [{ code: this.#code }] } : {};
      await this.#make({ ...body, ...consent, ...cards });
      return;
    }
    this.#conflict = null;
    try {
      const { value, tag } = await this.#orConsent(send("PUT", `residents/${this.#id}`, { body, tag: this.#tag }));
      this.#person = value;
      this.#tag = tag;
    } catch (error) {
      if (error instanceof Refused && error.status === 412 && error.problem.current) {
        await this.#meet(body);
      }
      throw error;
    }
    this.#saved++;
    await this.done(this.texts.say("person.saved"));
  }

  // What was sent before may have been taken although no answer came; what was changed since is a change then.
  async #make(body) {
    try {
      const { value } = await this.#orConsent(send("PUT", `residents/${this.#own}`, { body, isNew: true }));
      go(`/people/${value.id}`);
    } catch (error) {
      if (error instanceof Refused && error.status === 412 && error.problem.current) {
        this.#id = error.problem.current.id;
        await this.ask();
        await this.#meet(body);
      }
      throw error;
    }
  }

  // What a guardian has to agree to is asked for once it is known to be needed.
  async #orConsent(sent) {
    try {
      return await sent;
    } catch (error) {
      this.#isChild ||= error instanceof Refused && error.status === 422;
      throw error;
    }
  }

  // The form keeps what was typed, so it is not drawn anew.
  async #meet(ours) {
    const { value, tag } = await send("GET", `residents/${this.#id}`);
    this.#conflict = { theirs: value, ours };
    this.#tag = tag;
  }

  #rest() {
    const { texts } = this;
    return html`
      <p class="steps">
        <a class="button" href="/visits?resident=${this.#id}">${texts.say("person.visits")}</a>
        <a class="button" data-step="print-card" href="/people/print?resident=${this.#id}">${texts.say("print")}</a>
        <a class="button" data-step="everything" href="/people/${this.#id}/everything">${texts.say("person.everything")}</a>
        <button data-step="erase" @click=${() => this.show(erasure(this, this.#id, this.#tag))}>${texts.say("person.erase")}</button>
      </p>
    `;
  }
}

// The birth may be a year or a month only.
function mayBeUnder14(born) {
  return Boolean(born) && Number(born.slice(0, 4)) >= new Date().getFullYear() - 14;
}
