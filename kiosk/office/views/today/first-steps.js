// What an administrator does first, as long as nobody is registered: each step with the page on which it is done.

import { html } from "lit-html";

const STEPS = { centre: "/settings", rooms: "/rooms", devices: "/devices", list: "/people/import", cards: "/people/print", accounts: "/accounts" };

export function firstSteps({ texts }) {
  return html`
    <section class="first-steps" data-step="first">
      <h2>${texts.say("first")}</h2>
      <ol>
        ${Object.entries(STEPS).map(([step, page]) => html`<li><a href=${page}>${texts.say(`first.${step}`)}</a> ${texts.say(`first.${step}.what`)}</li>`)}
      </ol>
    </section>
  `;
}
