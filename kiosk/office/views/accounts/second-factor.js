// Setting up the second factor of one's own account: an app on a telephone makes six digits.

import { html } from "lit-html";
import { send } from "../../app/api.js";
import { field, Sending } from "../form.js";
import { picture } from "../picture.js";

export function secondFactor(page) {
  return new SecondFactor(page);
}

// The same for an administrator who may do nothing before.
export function neededFactor(office) {
  const { texts } = office;
  needed ??= new SecondFactor({ office, texts, done: (note) => (note ? office.signedIn() : office.signOut()) });
  return html`
    <main class="door">
      <h1 tabindex="-1">${texts.say("nav.accounts")}</h1>
      <p>${texts.say("otp.needed")}</p>
      ${needed.view()}
    </main>
  `;
}

let needed;

class SecondFactor {
  #page;
  #sending;
  // What the app is to read, once one's own password was given.
  #drawn = null;

  constructor(page) {
    this.#page = page;
    this.#sending = new Sending(page.office);
  }

  view() {
    const { texts } = this.#page;
    return html`
      <h2 id="act-title">${texts.say("otp.set-up")}</h2>
      <form class="stack" @submit=${(event) => this.#sending.submit(event, (fields) => this.#next(fields))}>
        ${this.#drawn ? this.#toRead() : this.#toAsk()} ${this.#sending.view("otp")}
        <p class="steps">
          <button class="main" data-step="otp-next" ?disabled=${this.#sending.busy}>${texts.say("next")}</button>
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  #toAsk() {
    return field("current_password", this.#page.texts.say("account.password.own"), {
      type: "password",
      autocomplete: "current-password",
    });
  }

  #toRead() {
    const { texts } = this.#page;
    return html`
      <p>${texts.say("otp.read")}</p>
      <div class="qr">${picture(this.#drawn.qr)}</div>
      <p>${texts.say("otp.typed")} <code>${this.#drawn.secret.match(/.{1,4}/g).join(" ")}</code></p>
      ${field("otp", texts.say("account.otp"), {
        autocomplete: "one-time-code",
        inputmode: "numeric",
        pattern: "[0-9]{6}",
        maxlength: 6,
      })}
    `;
  }

  async #next(fields) {
    if (this.#drawn) {
      await send("PUT", "session/otp", { body: { otp: fields.otp } });
      await this.#page.office.renew();
      await this.#page.done(this.#page.texts.say("otp.done"));
    } else {
      this.#drawn = (await send("POST", "session/otp", { body: fields })).value;
    }
  }
}
