// The name of a new person, typed by pinyin a character at a time, or letter by letter.

import { html } from "lit-html";
import { isUpright, pager, part } from "../pager.js";
import { sign } from "../signs.js";
import { frame } from "./frame.js";
import { letters } from "./letters.js";

const MOST = 40;
const MOST_LETTERS = 8;

// code: the waiting card of the person.
export function openName(staff, code) {
  staff.go({ name: "name", code, text: "", typed: "", characters: [], page: 0 });
}

async function type(staff, place, typed) {
  staff.set(place, { typed, characters: [], page: 0 });
  if (!typed) {
    return;
  }
  try {
    const { characters } = await staff.ask(`name-characters?letters=${typed}&limit=60`);
    if (place.typed === typed) {
      staff.set(place, { characters });
    }
  } catch (error) {
    console.warn(error);
  }
}

function add(staff, place, text) {
  if (place.text.length + text.length <= MOST) {
    staff.set(place, { text: place.text + text, typed: "", characters: [], page: 0 });
  }
}

function erase(staff, place) {
  if (place.typed) {
    type(staff, place, place.typed.slice(0, -1));
  } else {
    staff.set(place, { text: [...place.text].slice(0, -1).join("") });
  }
}

export function newName(place, staff, state, texts) {
  const { code, text, typed } = place;
  const page = part(place.characters, place.page, isUpright() ? 24 : 16);
  const name = text.trim();
  return frame(
    "name",
    html`
      <h1 class="typed">
        <span>${texts.say("name.title", { code })}</span>
        <output aria-label=${texts.say("name.typed")}>
          <bdi>${text}</bdi>${typed || (text ? "" : texts.say("name.hint"))}
        </output>
      </h1>
      ${typed
        ? html`<button data-step="as-typed" @click=${() => add(staff, place, asTyped(text, typed))}>${asTyped(text, typed)}</button>`
        : html`
            <button
              data-step="register"
              ?disabled=${staff.busy || !name}
              @click=${() => staff.register(code, { name }, name)}
            >
              ${sign("check")} ${texts.say("name.done")}
            </button>
          `}
      ${pager(page, texts, (to) => staff.set(place, { page: to }))}
    `,
    staff,
    texts,
    html`
      <section class="find">
        <div class="found characters">
          ${page.items.map(
            (character) => html`
              <button data-character=${character} @click=${() => add(staff, place, character)}>${character}</button>
            `,
          )}
          ${typed && !place.characters.length ? html`<p class="nobody">${texts.say("name.syllable")}</p>` : null}
        </div>
        ${letters(texts, {
          type: (letter) => typed.length < MOST_LETTERS && type(staff, place, typed + letter),
          erase: () => erase(staff, place),
        })}
      </section>
    `,
  );
}

// A foreign name goes in as its letters, each word with a capital.
function asTyped(text, typed) {
  const word = typed[0].toUpperCase() + typed.slice(1);
  return text && !text.endsWith(" ") ? ` ${word}` : word;
}
