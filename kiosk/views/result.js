// The answer to a tap or a touch, full screen: a colour, a sign and words, and what can follow.

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { sign } from "./signs.js";
import { tiles } from "./tiles.js";
import { words } from "./words.js";

const SIGNS = {
  arrived: "check",
  departed: "leave",
  moved: "move",
  "already-in": "inside",
  undone: "undo",
  recorded: "check",
  refused: "stop",
};

// Which touches may follow a decision that made an offer.
const FOLLOWS = {
  arrived: ["leave", "undo"],
  departed: ["undo"],
  "after-closing": ["come-in", "undo"],
  moved: ["leave", "undo"],
  "already-in": ["leave"],
  recorded: [],
  refused: [],
};

export function result(state, texts, waiting, on) {
  const { seq, answer } = state.result;
  const decision = answer.repeats ?? answer.decision;
  return keyed(
    seq,
    html`
      <main class="result" lang=${texts.language} dir=${texts.direction} data-decision=${decision} data-reason=${answer.reason ?? nothing} data-seq=${seq}>
        ${said(state, texts)}
        ${answer.offer && answer.rooms.length && !answer.after_closing ? tiles(state, texts, waiting, on.choose) : null}
        <footer class="actions">
          ${follows(answer).map(
            (step) => html`
              <button class="action" data-step=${step} ?disabled=${waiting} @click=${on[step]}>
                ${sign(step)} ${texts.say(`do.${step}`)}
              </button>
            `,
          )}
          <button class="action" data-step="done" @click=${on.done}>${sign("check")} ${texts.say("do.done")}</button>
        </footer>
        ${timeLeft(state.result)}
      </main>
    `,
  );
}

// The sign and the words, on the residents' screen and on the board.
export function said(state, texts) {
  const { answer } = state.result;
  const { title, who, lines } = words(state, texts);
  return html`
    <section class="said" role="status">
      ${sign(SIGNS[answer.repeats ?? answer.decision])}
      <div class="said-words">
        <h1>${title}</h1>
        ${who ? html`<p class="said-who"><bdi>${who}</bdi></p>` : null}
        ${lines.map((line) => html`<p>${line}</p>`)}
      </div>
      ${answer.code ? html`<p class="code" dir="ltr" aria-label=${texts.say("code")}>${answer.code}</p>` : null}
    </section>
  `;
}

// The touches that may follow, beside the choice of a room.
export function follows(answer) {
  const decision = answer.after_closing ? "after-closing" : (answer.repeats ?? answer.decision);
  return answer.offer ? FOLLOWS[decision] : [];
}

// Set as a property: the page's policy refuses style attributes.
function timeLeft({ shown_ms: shown, left_ms: left }) {
  const timing = `animation-duration: ${shown}ms; animation-delay: ${left - shown}ms`;
  return html`<div class="time-left"><div .style=${timing}></div></div>`;
}
