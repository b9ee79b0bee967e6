// Everybody's accounts, for administrators.

import { html, nothing } from "lit-html";
import { send } from "../../app/api.js";
import { choice, field, newPassword, Sending } from "../form.js";

const ROLES = ["auditor", "staff", "admin"];

export function list(page) {
  const { texts, accounts } = page;
  return html`
    <section>
      <h2>${texts.say("accounts.all")}</h2>
      <p class="steps"><button data-step="add" @click=${() => page.show(new NewAccount(page))}>${texts.say("accounts.add")}</button></p>
      <table class="list">
        <thead>
          <tr>${["name", "role", "otp", "change"].map((column) => html`<th scope="col">${texts.say(`accounts.column.${column}`)}</th>`)}</tr>
        </thead>
        <tbody>${accounts.map((account) => row(account, page))}</tbody>
      </table>
    </section>
  `;
}

function row(account, page) {
  const { texts } = page;
  return html`
    <tr data-account=${account.name}>
      <td data-label=${texts.say("accounts.column.name")}><bdi>${account.name}</bdi></td>
      <td data-label=${texts.say("accounts.column.role")}>${texts.say(`role.${account.role}`)}</td>
      <td data-label=${texts.say("accounts.column.otp")}>${texts.say(account.otp ? "yes" : "no")}</td>
      <td data-label=${texts.say("accounts.column.change")}>
        <button aria-label=${`${texts.say("change")} ${account.name}`} @click=${() => page.show(new ChangedAccount(page, account))}>
          ${texts.say("change")}
        </button>
      </td>
    </tr>
  `;
}

function role(texts, chosen) {
  return choice("role", texts.say("accounts.column.role"), ROLES.map((each) => [each, texts.say(`role.${each}.what`)]), chosen);
}

class NewAccount {
  #page;
  #sending;

  constructor(page) {
    this.#page = page;
    this.#sending = new Sending(page.office);
  }

  view() {
    const { texts } = this.#page;
    return html`
      <h2 id="act-title">${texts.say("accounts.add")}</h2>
      <form class="stack" @submit=${(event) => this.#sending.submit(event, (fields) => this.#add(fields))}>
        ${field("name", texts.say("account.name"), { maxlength: 60 })} ${role(texts, "staff")}
        ${newPassword(texts, texts.say("account.password"))} ${this.#sending.view("accounts")}
        <p class="steps">
          <button class="main" data-step="add-now" ?disabled=${this.#sending.busy}>${texts.say("save")}</button>
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  async #add(fields) {
    await send("POST", "accounts", { body: fields });
    await this.#page.done(this.#page.texts.say("accounts.added", { who: fields.name }));
  }
}

class ChangedAccount {
  #page;
  #account;
  #sending;
  #isStale = false;
  #isSure = false;

  constructor(page, account) {
    this.#page = page;
    this.#account = account;
    this.#sending = new Sending(page.office);
  }

  view() {
    const { texts } = this.#page;
    const account = this.#account;
    return html`
      <h2 id="act-title"><bdi>${account.name}</bdi></h2>
      ${this.#isStale
        ? html`<p class="wrong" role="alert">${texts.say("stale", { now: texts.say(`role.${account.role}`) })}</p>`
        : nothing}
      <form class="stack" @submit=${(event) => this.#sending.submit(event, (fields) => this.#change(fields))}>
        ${role(texts, account.role)}
        ${this.#isOwn ? nothing : newPassword(texts, texts.say("account.password.reset"), { required: false })}
        ${account.otp && !this.#isOwn
          ? html`<label class="pick"><input type="checkbox" name="otp" value="off" /> <span>${texts.say("otp.take-away")}</span></label>`
          : nothing}
        ${this.#isStale ? nothing : this.#sending.view("accounts")}
        <p class="steps">
          <button class="main" data-step="change-now" ?disabled=${this.#sending.busy}>${texts.say("save")}</button>
          <button type="button" data-step="delete" ?disabled=${this.#sending.busy} @click=${() => this.#sending.run(() => this.#delete())}>
            ${texts.say(this.#isSure ? "delete.sure" : "delete")}
          </button>
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  get #isOwn() {
    return this.#account.name === this.#page.office.session.name;
  }

  async #change({ role: chosen, password: other, otp }) {
    const body = { role: chosen, ...(other && { password: other }), ...(otp && { otp: false }) };
    await this.#send("PUT", body);
    await this.#page.done(this.#page.texts.say("accounts.changed", { who: this.#account.name }));
  }

  async #delete() {
    if (!this.#isSure) {
      this.#isSure = true;
      return;
    }
    await this.#send("DELETE");
    await this.#page.done(this.#page.texts.say("accounts.deleted", { who: this.#account.name }));
  }

  // If somebody else has changed it, what is there now is told, and the next try is meant for that.
  async #send(method, body) {
    this.#isStale = false;
    try {
      await send(method, `accounts/${encodeURIComponent(this.#account.name)}`, { body, tag: this.#account.etag });
    } catch (error) {
      if (error.status === 412 && error.problem.current) {
        this.#account = error.problem.current;
        this.#isStale = true;
      }
      throw error;
    }
  }
}
