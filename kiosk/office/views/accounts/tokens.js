// What programs come by, for administrators: each is of an account, and is told once.

import { html, nothing } from "lit-html";
import { send } from "../../app/api.js";
import { timeOfDay } from "../../../kiosk/app/time.js";
import { choice, field, Sending } from "../form.js";

const COLUMNS = ["name", "account", "role", "expires", "used", "revoke"];
const ROLES = ["auditor", "staff", "admin"];

export function tokens(page) {
  const { texts } = page;
  return html`
    <section data-part="tokens">
      <h2>${texts.say("tokens")}</h2>
      <p>${texts.say("tokens.what")}</p>
      <p class="steps"><button data-step="new-token" @click=${() => page.show(new NewToken(page))}>${texts.say("tokens.add")}</button></p>
      ${page.tokens.length ? table(page) : html`<p>${texts.say("tokens.none")}</p>`}
    </section>
  `;
}

function table(page) {
  const { texts } = page;
  return html`
    <table class="list">
      <thead>
        <tr>${COLUMNS.map((column) => html`<th scope="col">${texts.say(`tokens.${column}`)}</th>`)}</tr>
      </thead>
      <tbody>${page.tokens.map((each) => row(each, page))}</tbody>
    </table>
  `;
}

function row(token, page) {
  const { texts } = page;
  const words = texts.say("tokens.revoke");
  const cells = {
    name: html`<bdi>${token.name}</bdi>`,
    account: token.account ? html`<bdi>${token.account}</bdi>` : texts.say("tokens.nobody"),
    role: html`${texts.say(`role.${token.role}`)} ${token.state === "good" ? nothing : html`<span class="tag">${texts.say(`tokens.state.${token.state}`)}</span>`}`,
    expires: token.expires ? time(token.expires) : texts.say("tokens.never"),
    used: token.used ? time(token.used) : texts.say("tokens.unused"),
    revoke: html`<button aria-label=${`${words} ${token.name}`} @click=${() => page.show(new Revocation(page, token))}>${words}</button>`,
  };
  return html`
    <tr data-token=${token.name} data-state=${token.state}>
      ${COLUMNS.map((column) => html`<td data-label=${texts.say(`tokens.${column}`)}>${cells[column]}</td>`)}
    </tr>
  `;
}

function time(rfc3339) {
  return `${rfc3339.slice(0, 10)} ${timeOfDay(rfc3339)}`;
}

class NewToken {
  #page;
  #sending;
  // Whose it is to be.
  #account;
  // The token, once it was made: this is the only time it is seen.
  #made = null;

  constructor(page) {
    this.#page = page;
    this.#sending = new Sending(page.office);
    this.#account = page.office.session.name;
  }

  view() {
    const { texts } = this.#page;
    return html`
      <h2 id="act-title">${texts.say("tokens.add")}</h2>
      ${this.#made ? this.#told() : this.#form()}
    `;
  }

  #form() {
    const { texts, accounts } = this.#page;
    const { role } = accounts.find((each) => each.name === this.#account) ?? {};
    const roles = role === "admin" ? ROLES : [role];
    return html`
      <form class="stack" @submit=${(event) => this.#sending.submit(event, (fields) => this.#make(fields))}>
        ${field("name", texts.say("tokens.name"), { maxlength: 64, hint: texts.say("tokens.name.hint") })}
        <label class="field">
          <span>${texts.say("tokens.account")}</span>
          <select name="account" @change=${(event) => this.#choose(event.target.value)}>
            ${accounts.map(({ name }) => html`<option value=${name} ?selected=${name === this.#account}>${name}</option>`)}
          </select>
          <span class="hint">${texts.say("tokens.account.hint")}</span>
        </label>
        ${choice("role", texts.say("tokens.role"), roles.map((each) => [each, texts.say(`role.${each}.what`)]), roles[0])}
        ${field("expires", texts.say("tokens.last-day"), { type: "date", value: yearAhead(), hint: texts.say("tokens.last-day.hint") })}
        ${field("current_password", texts.say("account.password.own"), { type: "password", autocomplete: "current-password" })}
        ${this.#sending.view("tokens")}
        <p class="steps">
          <button class="main" data-step="make-token" ?disabled=${this.#sending.busy}>${texts.say("tokens.make")}</button>
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  #choose(name) {
    this.#account = name;
    this.#page.draw();
  }

  async #make(fields) {
    this.#made = (await send("POST", "tokens", { body: fields })).value;
  }

  #told() {
    const { texts } = this.#page;
    const { name, token } = this.#made;
    return html`
      <p class="need" data-state="warning">${texts.say("tokens.once", { name })}</p>
      <p class="secret"><output dir="ltr" data-secret>${token}</output></p>
      <p class="steps">
        <button class="main" data-step="copy" @click=${() => this.#copy(token)}>${texts.say("tokens.copy")}</button>
        <button data-step="close" @click=${() => this.#page.done(texts.say("tokens.made", { name }))}>${texts.say("tokens.kept")}</button>
      </p>
    `;
  }

  // Where the browser does not let a page copy, what is marked can be copied by hand.
  async #copy(token) {
    getSelection().selectAllChildren(document.querySelector("[data-secret]"));
    await navigator.clipboard?.writeText(token).catch(() => {});
  }
}

// The day a year from now, as a field has it.
function yearAhead() {
  const now = new Date();
  now.setFullYear(now.getFullYear() + 1);
  return new Intl.DateTimeFormat("sv").format(now);
}

class Revocation {
  #page;
  #token;
  #sending;

  constructor(page, token) {
    this.#page = page;
    this.#token = token;
    this.#sending = new Sending(page.office);
  }

  view() {
    const { texts } = this.#page;
    return html`
      <h2 id="act-title"><bdi>${this.#token.name}</bdi></h2>
      <p>${texts.say("tokens.revoke.what")}</p>
      ${this.#sending.view("tokens")}
      <p class="steps">
        <button class="main" data-step="revoke-now" ?disabled=${this.#sending.busy} @click=${() => this.#sending.run(() => this.#revoke())}>
          ${texts.say("tokens.revoke")}
        </button>
        <button data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
      </p>
    `;
  }

  async #revoke() {
    await send("DELETE", `tokens/${this.#token.id}`);
    await this.#page.done(this.#page.texts.say("tokens.revoked", { name: this.#token.name }));
  }
}
