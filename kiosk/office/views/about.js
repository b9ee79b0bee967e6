// What this kiosk is, and how each part of it is.

import { html, nothing } from "lit-html";
import { ask } from "../app/api.js";
import { Repeated } from "../app/repeated.js";
import { Page } from "./page.js";
import { partAdvice, partName } from "./today/needs.js";

export function about(office) {
  return new About(office);
}

// How worn the storage is; where nothing tells, that is said.
function worn({ kind, used_percent: used, worn: isWorn }, texts) {
  const what = texts.say(`storage.${kind}`);
  if (used === undefined) {
    return texts.say("storage.untold", { what });
  }
  const parts = [used > 100 ? "storage.beyond" : "storage.used", ...(isWorn ? ["storage.worn"] : [])];
  return parts.map((part) => texts.say(part, { what, used })).join(texts.say("storage.and"));
}

class About extends Page {
  name = "about";
  #about = this.office.about;
  #repeated = new Repeated(() => this.load());

  #storage = null;

  async ask() {
    [this.#about, this.#storage] = await Promise.all([ask("about"), ask("storage")]);
  }

  close() {
    super.close();
    this.#repeated.close();
  }

  content() {
    const { texts } = this;
    const { version, java, licence, zone, parts } = this.#about;
    const facts = { version, licence, java, zone, ...(this.#storage && { storage: worn(this.#storage, texts) }) };
    return html`
      <dl class="facts">
        ${Object.entries(facts).map(([name, value]) => html`<div><dt>${texts.say(`about.${name}`)}</dt><dd><bdi>${value}</bdi></dd></div>`)}
      </dl>
      <p class="steps">
        <a class="button" download="daka.cdx.json" href="/api/v1/sbom.json">${texts.say("about.sbom")}</a>
        <a class="button" data-external href="/api/v1/openapi.json">${texts.say("about.api")}</a>
        ${this.office.session.role === "admin"
          ? html`<a class="button" data-external download="daka-log.txt" href="/api/v1/log">${texts.say("about.log")}</a>`
          : nothing}
        <a class="button" data-external download="kiosk-root.crt" href="/root.crt">${texts.say("about.root")}</a>
      </p>
      <h2>${texts.say("about.health")}</h2>
      <table class="list">
        <thead>
          <tr>${["part", "state", "detail"].map((column) => html`<th scope="col">${texts.say(`about.${column}`)}</th>`)}</tr>
        </thead>
        <tbody>
          ${parts.map(
            (part) => html`
              <tr data-state=${part.state}>
                <td data-label=${texts.say("about.part")}>${partName(part.name, texts)}</td>
                <td data-label=${texts.say("about.state")}>${texts.say(part.state === "ok" ? "about.ok" : `state.${part.state}`)}</td>
                <td data-label=${texts.say("about.detail")}>${partAdvice(part, texts)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }
}
