// What guardians agreed to for somebody under 14.

import { html, nothing } from "lit-html";
import { send } from "../../app/api.js";
import { field, Sending } from "../form.js";

const SCOPE = ["phone", "born", "number"];

export class Consents {
  #page;
  #path;
  #consents = [];
  #tag = null;

  constructor(page, resident) {
    this.#page = page;
    this.#path = `residents/${resident}/consents`;
  }

  async ask() {
    const { value, tag } = await send("GET", this.#path);
    this.#consents = value.consents;
    this.#tag = tag;
  }

  view(isChild) {
    const { texts } = this.#page;
    if (!isChild && !this.#consents.length) {
      return nothing;
    }
    return html`
      <section data-part="consents">
        <h2>${texts.say("consents")}</h2>
        <p>${texts.say("consents.why")}</p>
        ${this.#consents.length ? nothing : html`<p>${texts.say("consents.none")}</p>`}
        <ul class="known">
          ${this.#consents.map(
            (consent) => html`
              <li data-consent=${consent.id}>
                <b><bdi>${consent.guardian}</bdi></b> ${consent.relation ? html`<bdi>${consent.relation}</bdi>` : nothing}
                <span>${consent.scope.map((each) => texts.say(`consent.${each}`)).join(texts.say("list.comma"))}</span>
                <span>
                  ${consent.withdrawn
                    ? texts.say("consent.until", { from: consent.given, until: consent.withdrawn })
                    : texts.say("consent.since", { from: consent.given })}
                </span>
                <button
                  data-step="consent-change"
                  aria-label=${`${texts.say("consent.change")} ${consent.guardian}`}
                  @click=${() => this.#open(consent)}
                >
                  ${texts.say("consent.change")}
                </button>
              </li>
            `,
          )}
        </ul>
        <p class="steps"><button data-step="consent" @click=${() => this.#open(null)}>${texts.say("consents.add")}</button></p>
      </section>
    `;
  }

  #open(consent) {
    const sending = new Sending(this.#page.office);
    this.#page.show({ view: () => this.#dialog(consent, sending) });
  }

  #dialog(consent, sending) {
    const { texts } = this.#page;
    return html`
      <h2 id="act-title">${texts.say(consent ? "consent.change" : "consents.add")}</h2>
      <form class="stack" @submit=${(event) => sending.submit(event, (fields, form) => this.#save(consent, fields, form))}>
        ${consentFields(texts, consent ?? {})}
        ${consent
          ? html`
              ${field("withdrawn", texts.say("consent.withdrawn"), {
                type: "date",
                value: consent.withdrawn ?? "",
                required: false,
                hint: texts.say("consent.withdrawn.hint"),
              })}
            `
          : nothing}
        ${sending.view("consents")}
        <p class="steps">
          <button class="main" data-step="consent-now" ?disabled=${sending.busy}>${texts.say("save")}</button>
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  async #save(consent, fields) {
    const { texts } = this.#page;
    const id = consent?.id ?? crypto.randomUUID();
    const { value } = await send("PUT", `${this.#path}/${id}`, { body: consentOf(fields), tag: this.#tag });
    await this.#page.done(texts.say(value.removed.length ? "consent.removed" : "consent.saved"));
  }
}

// The fields of a consent, which may stand in the form of somebody new.
export function consentFields(texts, { guardian, relation, scope = SCOPE, given } = {}) {
  return html`
    <fieldset class="stack">
      <legend>${texts.say("consents")}</legend>
      <p>${texts.say("consents.why")}</p>
      ${field("guardian", texts.say("consent.guardian"), { value: guardian, required: false, maxlength: 100 })}
      ${field("relation", texts.say("consent.relation"), { value: relation, required: false, maxlength: 40 })}
      ${field("given", texts.say("consent.given"), { type: "date", value: given ?? today(), required: false })}
      ${SCOPE.map(
        (each) => html`
          <label class="pick">
            <input type="checkbox" name=${`scope-${each}`} .defaultChecked=${scope.includes(each)} />
            <span>${texts.say("consent.may-keep", { what: texts.say(`consent.${each}`) })}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
}

export function consentOf({ guardian, relation, given, withdrawn, ...fields }) {
  return {
    guardian,
    ...(relation && { relation }),
    ...(given && { given }),
    ...(withdrawn && { withdrawn }),
    scope: SCOPE.filter((each) => fields[`scope-${each}`]),
  };
}

function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
