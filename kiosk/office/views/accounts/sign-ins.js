// Where somebody is signed in; each can be ended.

import { html } from "lit-html";
import { send } from "../../app/api.js";
import { timeOfDay } from "../../../kiosk/app/time.js";

const COLUMNS = ["account", "began", "used", "address", "end"];

export function signIns(page) {
  const { texts } = page;
  return html`
    <section>
      <h2>${texts.say("sign-ins")}</h2>
      <table class="list">
        <thead>
          <tr>${COLUMNS.map((column) => html`<th scope="col">${texts.say(`sign-ins.${column}`)}</th>`)}</tr>
        </thead>
        <tbody>${page.signIns.map((each) => row(each, page))}</tbody>
      </table>
    </section>
  `;
}

function row(signIn, page) {
  const { texts } = page;
  const cells = {
    account: html`<bdi>${signIn.account}</bdi>`,
    began: time(signIn.began),
    used: time(signIn.used),
    address: html`<bdi title=${signIn.agent}>${signIn.address}</bdi>`,
    end: signIn.here
      ? texts.say("sign-ins.here")
      : html`<button aria-label=${`${texts.say("sign-ins.end")} ${signIn.account}`} @click=${() => end(signIn, page)}>${texts.say("sign-ins.end")}</button>`,
  };
  return html`
    <tr data-sign-in=${signIn.id}>
      ${COLUMNS.map((column) => html`<td data-label=${texts.say(`sign-ins.${column}`)}>${cells[column]}</td>`)}
    </tr>
  `;
}

function time(rfc3339) {
  return `${rfc3339.slice(0, 10)} ${timeOfDay(rfc3339)}`;
}

async function end(signIn, page) {
  try {
    await send("DELETE", `sign-ins/${signIn.id}`);
    await page.done(page.texts.say("sign-ins.ended", { who: signIn.account }));
  } catch (error) {
    page.problem = error;
    page.draw();
  }
}
