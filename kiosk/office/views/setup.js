// The first administrator, who has the code that the kiosk's own screen shows.

import { html, nothing } from "lit-html";
import { send } from "../app/api.js";
import { field, newPassword, Sending } from "./form.js";
import { languages } from "./frame.js";

let sending;

export function setup(office) {
  const { texts } = office;
  sending ??= new Sending(office);
  return html`
    <main class="door">
      <h1 tabindex="-1">${texts.say("setup")}</h1>
      <p>${texts.say("setup.what")}</p>
      <form class="stack" @submit=${(event) => sending.submit(event, (fields) => begin(office, fields))}>
        ${codeFields(texts, texts.say("account.password"))} ${sending.view("setup")}
        <button class="main" ?disabled=${sending.busy}>${texts.say("setup.begin")}</button>
      </form>
      <p><a href="/setup/restore">${texts.say("setup.restore")}</a></p>
      ${office.isFirst ? nothing : html`<p><a href="/">${texts.say("setup.there")}</a></p>`}
      ${languages(office)}
    </main>
  `;
}

// The code that the kiosk shows.
export function codeField(texts) {
  return field("code", texts.say("setup.code"), {
    hint: texts.say("setup.code.hint"),
    pattern: "[ A-Za-z0-9-]{8,12}",
    maxlength: 12,
    autofocus: true,
  });
}

// What is typed by whoever has a code that the kiosk shows.
export function codeFields(texts, password) {
  return html`
    ${codeField(texts)}
    ${field("name", texts.say("account.name"), { hint: texts.say("account.name.hint"), autocomplete: "username", maxlength: 60 })}
    ${newPassword(texts, password)}
  `;
}

async function begin(office, fields) {
  await send("POST", "setup", { body: fields, isOpen: true });
  await office.signedIn();
}
