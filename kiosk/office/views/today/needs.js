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
      ${now.set_aside ? refused(now.set_aside, today) : nothing}
      ${waiting.length ? cards(waiting, today) : nothing}
    </section>
  `;
}

// A part is named as the health page names it: alone, or by its kind and which one of them.
export function partName(name, texts) {
  const [kind, ...which] = kindOf(name, texts);
  const known = texts.has(`part.${kind}`) ? texts.say(`part.${kind}`) : kind;
  return html`${known} <bdi>${which.join(" ")}</bdi>`;
}

function kindOf(name, texts) {
  return texts.has(`part.${name}`) ? [name] : name.split(" ");
}

// What to do about a part in the reader's language, as far as its kind tells, and what is wrong in particular.
export function partAdvice({ name, state, detail, cure }, texts) {
  const key = `part.${kindOf(name, texts)[0]}.cure`;
  const known = state !== "ok" && texts.has(key);
  return html`
    ${known ? html`<p><b>${texts.say(key)}</b></p>` : nothing}
    <p class="detail" lang="en">${detail}</p>
    ${cure ? html`<p class="detail" lang="en">${known ? cure : html`<b>${cure}</b>`}</p>` : nothing}
  `;
}

function part(told, texts) {
  return html`
    <div class="need" data-state=${told.state}>
      <p><b>${partName(told.name, texts)}</b> · ${texts.say(`state.${told.state}`)}</p>
      ${partAdvice(told, texts)}
    </div>
  `;
}

function refused(count, { texts, office }) {
  return html`
    <div class="need">
      <p>${texts.say("today.set-aside", { n: count })}</p>
      ${office.session.role === "admin"
        ? html`<p class="steps"><a class="button" href="/forwarding">${texts.say("today.forwarding")}</a></p>`
        : html`<p>${texts.say("today.forwarding.cure")}</p>`}
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
