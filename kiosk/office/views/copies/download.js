// A copy to carry away, sealed under a passphrase that is typed twice.

import { html, nothing } from "lit-html";
import { send } from "../../app/api.js";
import { field, Sending } from "../form.js";
import { minute } from "./nightly.js";

const SHORTEST = 15;

export class Download {
  #page;
  #sending;
  #differ = false;
  #begun = false;

  constructor(page) {
    this.#page = page;
    this.#sending = new Sending(page.office);
  }

  view() {
    const { texts, now } = this.#page;
    const { taken, nightly } = now;
    const again = { type: "password", autocomplete: "new-password", minlength: SHORTEST };
    return html`
      <section data-part="download">
        <h2>${texts.say("copies.download")}</h2>
        <p>${taken ? texts.say("copies.taken", { at: minute(taken.at), who: taken.who }) : texts.say("copies.never-taken")}</p>
        <p>${texts.say("copies.passphrase.why")}</p>
        <form class="stack" @submit=${(event) => this.#sending.submit(event, (fields, form) => this.#download(fields, form))}>
          ${field("passphrase", texts.say("copies.passphrase"), { ...again, hint: texts.say("account.password.hint", { n: SHORTEST }) })}
          ${field("again", texts.say("copies.passphrase.again"), again)}
          ${this.#differ ? html`<p class="wrong" role="alert">${texts.say("copies.passphrase.differ")}</p>` : nothing}
          ${this.#sending.view("copies")}
          ${this.#begun ? html`<p class="note" role="status" data-begun>${texts.say("copies.begun")}</p>` : nothing}
          <p class="steps">
            <button class="main" data-step="download" ?disabled=${this.#sending.busy || !nightly}>${texts.say("copies.download.now")}</button>
          </p>
        </form>
        <details>
          <summary>${texts.say("copies.open")}</summary>
          <pre lang="en" tabindex="0">openssl cms -decrypt -binary -inform DER -in daka-copy.cms -out daka.copy -pwri_password '…'</pre>
          <p>${texts.say("copies.open.how")}</p>
        </details>
      </section>
    `;
  }

  // The browser saves it as it comes, so that nothing of it has to fit into the page.
  async #download({ passphrase, again }, form) {
    this.#begun = false;
    this.#differ = passphrase !== again;
    if (this.#differ) {
      return;
    }
    const { value } = await send("POST", "copies/downloads", { body: { passphrase } });
    form.reset();
    const link = document.createElement("a");
    link.href = value.path;
    link.download = "";
    link.click();
    this.#begun = true;
  }
}
