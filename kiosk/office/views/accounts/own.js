// One's own account: another password, and the second factor.

import { html, nothing } from "lit-html";
import { ask, send } from "../../app/api.js";
import { field, newPassword, Sending } from "../form.js";
import { secondFactor } from "./second-factor.js";

export function own(page) {
  const { texts, office } = page;
  const { name, otp } = office.session;
  return html`
    <section>
      <h2>${texts.say("accounts.own")}</h2>
      <p><bdi>${name}</bdi> · ${texts.say(`role.${office.session.role}`)} · ${texts.say(otp ? "otp.on" : "otp.off")}</p>
      <p class="steps">
        <button data-step="password" @click=${() => page.show(new OtherPassword(page))}>${texts.say("accounts.password")}</button>
        ${otp ? nothing : html`<button data-step="otp" @click=${() => page.show(secondFactor(page))}>${texts.say("otp.set-up")}</button>`}
      </p>
    </section>
  `;
}

class OtherPassword {
  #page;
  #sending;

  constructor(page) {
    this.#page = page;
    this.#sending = new Sending(page.office);
  }

  view() {
    const { texts } = this.#page;
    return html`
      <h2 id="act-title">${texts.say("accounts.password")}</h2>
      <form class="stack" @submit=${(event) => this.#sending.submit(event, (fields) => this.#change(fields))}>
        ${field("current_password", texts.say("account.password.own"), { type: "password", autocomplete: "current-password" })}
        ${newPassword(texts, texts.say("account.password.new"))} ${this.#sending.view("accounts")}
        <p class="steps">
          <button class="main" data-step="change" ?disabled=${this.#sending.busy}>${texts.say("save")}</button>
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  async #change(fields) {
    const path = `accounts/${encodeURIComponent(this.#page.office.session.name)}`;
    const { etag } = await ask(path);
    await send("PUT", path, { body: fields, tag: etag });
    await this.#page.done(this.#page.texts.say("accounts.password.done"));
  }
}
