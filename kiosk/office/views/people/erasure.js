// A person is erased for good: what goes, what remains and why is said before and after.

import { html } from "lit-html";
import { send } from "../../app/api.js";
import { go } from "../../app/address.js";
import { Sending } from "../form.js";

const REMAINS = ["visits", "journal", "audit", "copy", "town"];

export function erasure(page, id, tag) {
  const sending = new Sending(page.office);
  let erased = null;
  const erase = async () => {
    erased = (await send("POST", `residents/${id}/erase`, { tag })).value;
  };
  const leave = () => {
    page.dialog = null;
    document.querySelector("dialog.act")?.close();
    go("/people");
  };
  return {
    view: () => (erased ? after(page.texts, erased, leave) : before(page, sending, erase)),
  };
}

function before(page, sending, erase) {
  const { texts } = page;
  return html`
    <h2 id="act-title">${texts.say("person.erase")}</h2>
    <p>${texts.say("erase.what")}</p>
    <p>${texts.say("erase.remains")}</p>
    <ul>${REMAINS.map((what) => html`<li>${texts.say(`erase.${what}`)}</li>`)}</ul>
    ${sending.view("erase")}
    <p class="steps">
      <button class="main" data-step="erase-now" ?disabled=${sending.busy} @click=${() => sending.run(erase)}>${texts.say("erase.now")}</button>
      <button type="button" data-step="close" @click=${() => page.done()}>${texts.say("close")}</button>
    </p>
  `;
}

function after(texts, { cards, overwritten, remains }, leave) {
  return html`
    <h2 id="act-title">${texts.say("erase.done")}</h2>
    <p role="status">${texts.say("erase.counts", { n: cards })} ${texts.say(overwritten ? "erase.overwritten" : "erase.night")}</p>
    <p>${texts.say("erase.remains")}</p>
    <ul data-part="remains">
      ${remains.map(({ what, count }) => html`<li>${texts.say(`erase.${what}`)}${count === undefined ? "" : ` (${count})`}</li>`)}
    </ul>
    <p class="steps"><button class="main" data-step="erased" @click=${leave}>${texts.say("people.back")}</button></p>
  `;
}
