// Forms: what is typed stays in the page until it was taken, and what was wrong stands beside it.

import { html, nothing } from "lit-html";
import { Refused } from "../app/api.js";

// Of a password, in characters.
const SHORTEST = 15;

// What a form is about to do, and how that went.
export class Sending {
  busy = false;
  problem = null;
  #office;

  constructor(office) {
    this.#office = office;
  }

  // Does something with the fields of a form that was submitted, by their names; one at a time, so that
  // a second click does nothing.
  async submit(event, act) {
    event.preventDefault();
    const form = event.currentTarget;
    await this.run(() => act(Object.fromEntries(new FormData(form)), form));
  }

  async run(act) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.problem = null;
    this.#office.draw();
    try {
      await act();
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
    this.#office.draw();
    show("[role=alert]");
  }

  // What was wrong, in the language of the page as far as it has words for it.
  view(about = "") {
    return this.problem ? html`<div class="wrong" role="alert">${told(this.problem, about, this.#office.texts)}</div>` : nothing;
  }
}

// Brings what was said into view, wherever on the page somebody is.
export function show(selector) {
  document.querySelector(selector)?.scrollIntoView({ block: "nearest" });
}

export function told(error, about, texts) {
  if (!(error instanceof Refused)) {
    console.error(error);
    return html`<p>${texts.say("wrong.lost")}</p>`;
  }
  const key = [`wrong.${about}.${error.status}`, `wrong.${error.status}`].find((each) => texts.has(each));
  return html`
    <p>${key ? texts.say(key, { n: error.retryAfter }) : texts.say("wrong.not-done")}</p>
    ${error.message ? html`<p class="detail" lang="en">${error.message}</p>` : nothing}
  `;
}

// A field with its label; `more` are attributes by name.
export function field(name, label, { type = "text", value = "", hint, required = true, ...more } = {}) {
  return html`
    <label class="field">
      <span>${label}</span>
      <input
        name=${name}
        type=${type}
        .defaultValue=${value}
        ?required=${required}
        autocomplete=${more.autocomplete ?? "off"}
        minlength=${more.minlength ?? nothing}
        maxlength=${more.maxlength ?? nothing}
        pattern=${more.pattern ?? nothing}
        inputmode=${more.inputmode ?? nothing}
        autocapitalize="none"
        spellcheck="false"
        ?autofocus=${more.autofocus}
      />
      ${hint ? html`<span class="hint">${hint}</span>` : nothing}
    </label>
  `;
}

// A password that is chosen now.
export function newPassword(texts, label, { required = true } = {}) {
  return field("password", label, {
    type: "password",
    autocomplete: "new-password",
    minlength: SHORTEST,
    required,
    hint: texts.say("account.password.hint", { n: SHORTEST }),
  });
}

// One of several; `options` are pairs of a value and its words.
export function choice(name, label, options, chosen) {
  return html`
    <label class="field">
      <span>${label}</span>
      <select name=${name}>
        ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
      </select>
    </label>
  `;
}
