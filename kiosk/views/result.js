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
  refused: "stop",
};

// Which touches may follow a decision that made an offer.
const FOLLOWS = {
  arrived: ["leave", "undo"],
  departed: ["undo"],
  moved: ["leave", "undo"],
  "already-in": ["leave"],
  refused: [],
};

export function result(state, texts, waiting, on) {
  const { seq, answer } = state.result;
  const decision = answer.repeats ?? answer.decision;
  const said = words(state, texts);
  return keyed(
    seq,
    html`
      <main class="result" data-decision=${decision} data-reason=${answer.reason ?? nothing}>
        <section class="said" role="status">
          ${sign(SIGNS[decision])}
          <div class="said-words">
            <h1>${said.title}</h1>
            ${said.lines.map((line) => html`<p><bdi>${line}</bdi></p>`)}
          </div>
          ${answer.code ? html`<p class="code" aria-label=${texts.say("code")}>${answer.code}</p>` : null}
        </section>
        ${answer.offer ? tiles(state, texts, waiting, on.choose) : null}
        <footer class="actions">
          ${follows(decision, answer).map(
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

function follows(decision, answer) {
  return answer.offer ? FOLLOWS[decision] : [];
}

// Set as a property: the page's policy refuses style attributes.
function timeLeft({ shown_ms: shown, left_ms: left }) {
  const timing = `animation-duration: ${shown}ms; animation-delay: ${left - shown}ms`;
  return html`<div class="time-left"><div .style=${timing}></div></div>`;
}
