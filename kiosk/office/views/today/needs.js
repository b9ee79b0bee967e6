// What needs somebody: parts that are not well, each with its cure, cards nobody knows, and what the town refused.

import { html, nothing } from "lit-html";
import { timeOfDay } from "../../../kiosk/app/time.js";

export function needs(today) {
  const { texts, now, waiting } = today;
  const well = !now.parts.length && !waiting.length && !now.set_aside;
  return html`
    <section class="needs">
      <h2>${texts.say("needs")}</h2>
      ${well ? html`<p class="well">${texts.say("needs.nothing")}</p>` : nothing}
      ${now.parts.map((each) => part(each, texts))}
      ${now.parts.length ? html`<p class="steps"><a class="button" href="/about">${texts.say("today.parts")}</a></p>` : nothing}
      ${now.set_aside ? html`<p class="need">${texts.say("today.set-aside", { n: now.set_aside })}</p>` : nothing}
      ${waiting.length ? cards(waiting, today) : nothing}
    </section>
  `;
}

// A part is named as the health page names it: alone, or by its kind and which one of them.
export function partName(name, texts) {
  const [kind, ...which] = texts.has(`part.${name}`) ? [name] : name.split(" ");
  const known = texts.has(`part.${kind}`) ? texts.say(`part.${kind}`) : kind;
  return html`${known} <bdi>${which.join(" ")}</bdi>`;
}

function part({ name, state, detail, cure }, texts) {
  return html`
    <div class="need" data-state=${state}>
      <p><b>${partName(name, texts)}</b> · ${texts.say(`state.${state}`)}</p>
      <p lang="en">${detail}</p>
      ${cure ? html`<p lang="en">${cure}</p>` : nothing}
    </div>
  `;
}

function cards(waiting, { texts, office }) {
  return html`
    <div class="need" data-state="warning">
      <p>${texts.say("needs.waiting", { n: waiting.length })}</p>
      <ul class="codes">${waiting.slice(0, 8).map(({ code, at }) => html`<li><b>${code}</b> ${timeOfDay(at)}</li>`)}</ul>
      <p>${texts.say("today.waiting.cure")}</p>
      ${office.session.role === "admin"
        ? html`<p class="steps"><a class="button" href="/people">${texts.say("today.waiting.people")}</a></p>`
        : nothing}
    </div>
  `;
}
