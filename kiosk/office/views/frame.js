// What stands around each page: the centre, who is signed in, where one may go, and the help.

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { here } from "../app/address.js";
import { PAGES } from "./pages.js";
import { NAMES } from "./sheets.js";

export function frame(office) {
  const { texts, session, about } = office;
  return html`
    <a class="skip" href="#content" @click=${toContent}>${texts.say("skip")}</a>
    <header class="top" data-menu=${office.isMenuOpen ? "open" : "closed"} @keydown=${(event) => event.key === "Escape" && office.openMenu(false)}>
      <p class="centre"><bdi>${about.centre}</bdi></p>
      <button
        class="menu"
        data-step="menu"
        aria-expanded=${office.isMenuOpen}
        aria-controls="pages"
        @click=${() => office.openMenu(!office.isMenuOpen)}
      >
        ${texts.say("menu")}
      </button>
      <p class="who"><bdi>${session.name}</bdi> · ${texts.say(`role.${session.role}`)}</p>
      ${languages(office)}
      <button data-step="sign-out" @click=${() => office.signOut()}>${texts.say("sign-out")}</button>
    </header>
    <nav class="pages" id="pages" aria-label=${texts.say("nav")}>
      ${PAGES.filter((page) => !page.beside && office.may(page)).map(
        (page) => html`
          <a href="/${page.path}" data-page=${page.name} aria-current=${page.path === here().page ? "page" : nothing}>
            ${texts.say(`nav.${page.name}`)}
          </a>
        `,
      )}
    </nav>
    <main id="content" tabindex="-1">${office.page ? content(office) : missing(office)}</main>
  `;
}

function toContent(event) {
  event.preventDefault();
  document.getElementById("content").focus();
}

function content({ page, texts }) {
  return html`
    <div class="heading">
      <h1 tabindex="-1">${texts.say(`nav.${page.name}`)}</h1>
      ${keyed(page, help(page, texts))}
    </div>
    ${page.view()}
  `;
}

// Closed again on the next page.
function help(page, texts) {
  return html`
    <details class="help">
      <summary>${texts.say("help")}</summary>
      <p>${texts.say(`help.${page.name}`)}</p>
      <p class="steps">
        ${texts.say("help.sheets.more")}
        ${NAMES.map((name) => html`<a class="button" href="/sheets/${name}">${texts.say(`sheets.${name}`)}</a>`)}
      </p>
    </details>
  `;
}

function missing({ texts }) {
  return html`
    <h1 tabindex="-1">${texts.say("missing")}</h1>
    <p><a href="/">${texts.say("missing.cure")}</a></p>
  `;
}

export function languages(office) {
  return html`
    <select class="languages" aria-label=${office.texts.say("languages")} @change=${(event) => office.speak(event.target.value)}>
      ${office.languages.map(
        (language) => html`
          <option value=${language} lang=${language} ?selected=${language === office.texts.language}>
            ${new Intl.DisplayNames(language, { type: "language" }).of(language)}
          </option>
        `,
      )}
    </select>
  `;
}
