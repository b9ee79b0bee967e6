// Another password for an administrator who has the code that the kiosk shows after the own staff card.

import { html } from "lit-html";
import { send } from "../app/api.js";
import { Sending } from "./form.js";
import { languages } from "./frame.js";
import { codeFields } from "./setup.js";
import { entered } from "./sign-in.js";

let sending;

export function recovery(office) {
  const { texts } = office;
  sending ??= new Sending(office);
  return html`
    <main class="door">
      <h1 tabindex="-1">${texts.say("recovery.title")}</h1>
      <p>${texts.say("recovery.what", { menu: texts.say("do.administrator"), button: texts.say("do.recovery") })}</p>
      <form class="stack" @submit=${(event) => sending.submit(event, (fields) => begin(office, fields))}>
        ${codeFields(texts, texts.say("account.password.new"))} ${sending.view("recovery")}
        <button class="main" ?disabled=${sending.busy}>${texts.say("recovery.begin")}</button>
      </form>
      <p><a href="/">${texts.say("sign-in.back")}</a></p>
      ${languages(office)}
    </main>
  `;
}

async function begin(office, fields) {
  await send("POST", "recovery", { body: fields, isOpen: true });
  await entered(office);
}
