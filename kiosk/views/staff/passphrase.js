// A passphrase of a sealed copy, typed on the screen, or on a keyboard that somebody has plugged in.

import { html } from "lit-html";
import { sign } from "../signs.js";

const LAYERS = {
  abc: ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
  ABC: ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"],
  123: ["1234567890", "-_.,:;!?'\"", "@#$%&*+=/"],
  "{}": ["()[]{}<>", "\\|^~`"],
};
const MOST = 200;

// copy: the id of the sealed one; isWrong: whether one was typed that does not open it.
export function openPassphrase(place, staff, copy, isWrong = false) {
  staff.set(place, { step: "passphrase", sealed: copy, typed: isWrong ? place.typed : "", keys: "abc", isShown: false, isWrong });
}

// then: given what was typed.
export function passphrase(place, staff, texts, then) {
  const { typed, isShown, isWrong } = place;
  const type = (text) => staff.set(place, { typed: text.slice(0, MOST), isWrong: false });
  return html`
    <section class="passphrase" data-passphrase>
      ${isWrong ? html`<p class="wrong" role="alert">${sign("warning")} ${texts.say("restore.wrong-passphrase")}</p>` : html`<p>${texts.say("restore.passphrase.how")}</p>`}
      <form
        class="passphrase-typed"
        @submit=${(event) => {
          event.preventDefault();
          then(typed);
        }}
      >
        <input
          name="passphrase"
          type=${isShown ? "text" : "password"}
          dir="auto"
          autocomplete="off"
          aria-label=${texts.say("restore.passphrase")}
          placeholder=${texts.say("restore.passphrase")}
          .value=${typed}
          @input=${(event) => type(event.target.value)}
        />
        <button type="button" data-step="show" aria-pressed=${isShown} @click=${() => staff.set(place, { isShown: !isShown })}>${texts.say(isShown ? "restore.hide" : "restore.show")}</button>
        <button data-step="open" ?disabled=${!typed}>${sign("check")} ${texts.say("restore.open")}</button>
      </form>
      ${keyboard(place, staff, texts, (key) => type(typed + key), () => type([...typed].slice(0, -1).join("")))}
    </section>
  `;
}

function keyboard(place, staff, texts, type, erase) {
  return html`
    <div class="letters" dir="ltr">
      ${LAYERS[place.keys].map(
        (row) => html`
          <div class="letters-row">
            ${[...row].map((letter) => html`<button data-letter=${letter} @click=${() => type(letter)}>${letter}</button>`)}
          </div>
        `,
      )}
      <div class="letters-row">
        ${["abc", "ABC", "123", "{}"].map(
          (layer) => html`<button data-layer=${layer} aria-pressed=${layer === place.keys} @click=${() => staff.set(place, { keys: layer })}>${layer}</button>`,
        )}
        <button class="letters-space" data-letter=" " aria-label=${texts.say("restore.space")} @click=${() => type(" ")}>␣</button>
        <button class="letters-erase" data-step="erase" aria-label=${texts.say("do.erase")} @click=${erase}>${sign("erase")}</button>
      </div>
    </div>
  `;
}
