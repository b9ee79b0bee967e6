// The centre's name, the time, and the languages.

import { html } from "lit-html";
import { clock, date } from "../app/time.js";

export function header(state, texts) {
  const { name, zone } = state.centre;
  return html`
    <header class="header">
      <h1 class="header-name"><bdi>${name}</bdi></h1>
      <p class="header-date">${date(zone, texts.language)}</p>
      <time class="header-clock">${clock(zone, texts.language)}</time>
    </header>
  `;
}

export function languages(state, texts, speak) {
  return html`
    <nav class="languages" aria-label=${texts.say("languages")}>
      ${state.centre.languages.map(
        (language) => html`
          <button
            class="quiet"
            lang=${language}
            aria-pressed=${language === texts.language}
            @click=${() => speak(language)}
          >
            ${ownName(language)}
          </button>
        `,
      )}
    </nav>
  `;
}

// One button that goes on to the next language, where there is no room for all.
export function nextLanguage(state, texts, speak) {
  const all = state.centre.languages;
  const next = all[(all.indexOf(texts.language) + 1) % all.length];
  return all.length < 2
    ? null
    : html`<button class="quiet" data-step="language" lang=${next} @click=${() => speak(next)}>${ownName(next)}</button>`;
}

function ownName(language) {
  return new Intl.DisplayNames(language, { type: "language" }).of(language);
}
