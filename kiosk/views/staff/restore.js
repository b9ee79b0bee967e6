// A copy is put in the place of what the kiosk has, step by step: which one, what is in it and what would be
// lost, and a second touch. Only an administrator's own card opens this.

import { html } from "lit-html";
import { Refused } from "../../app/api.js";
import { openPassphrase, passphrase } from "./passphrase.js";
import { pager, part, touchRows } from "../pager.js";
import { sign } from "../signs.js";
import { frame } from "./frame.js";

// A large copy takes minutes to prove; whoever waits for it is still there.
const STAY_MS = 15_000;
const MEGABYTE = 1_000_000;

export async function openRestore(staff) {
  const place = staff.go({ name: "restore", copies: null, why: null, looked: null, step: "choose", wrong: null, page: 0 });
  await act(place, staff, async () => staff.set(place, await staff.askScreen("/screen/restore")));
}

// One thing at a time; what goes wrong is told in its place.
async function act(place, staff, work) {
  try {
    await work();
  } catch (error) {
    console.warn(`restoring a copy: ${error.message}`);
    const wrong = error instanceof Refused && error.status === 422 ? "unsound" : "failed";
    staff.set(place, { step: "choose", looked: null, wrong });
  }
}

function look(place, staff, copy) {
  return working(place, staff, "looking", async () => {
    const looked = await staff.askScreen("/screen/restore/look", { copy });
    staff.set(place, { step: "looked", looked });
  });
}

// Opens a sealed one, and looks at what was in it.
function open(place, staff, copy, typed) {
  return working(place, staff, "opening", async () => {
    let opened;
    try {
      opened = await staff.askScreen("/screen/restore/open", { copy, passphrase: typed });
    } catch (error) {
      if (error instanceof Refused && error.status === 400) {
        openPassphrase(place, staff, copy, true);
        return;
      }
      throw error;
    }
    await look(place, staff, opened.id);
  });
}

function working(place, staff, step, work) {
  staff.set(place, { step, wrong: null });
  const timer = setInterval(() => staff.ask("occupancy").catch(console.warn), STAY_MS);
  return act(place, staff, async () => {
    try {
      await work();
    } finally {
      clearInterval(timer);
    }
  });
}

function confirm(place, staff) {
  return act(place, staff, async () => {
    await staff.askScreen("/screen/restore/confirm", { copy: place.looked.id });
    staff.set(place, { step: "confirmed" });
  });
}

export function restore(place, staff, state, texts) {
  const steps = { choose, passphrase: typing, opening, looking, looked, sure: looked, confirmed };
  return frame("restore", texts.say("restore.title"), staff, texts, steps[place.step](place, staff, texts));
}

function typing(place, staff, texts) {
  return passphrase(place, staff, texts, (typed) => open(place, staff, place.sealed, typed));
}

function opening(place, staff, texts) {
  return html`<section class="restore"><p role="status">${texts.say("restore.opening")}</p></section>`;
}

function looking(place, staff, texts) {
  return html`<section class="restore"><p role="status">${texts.say("restore.looking")}</p></section>`;
}

function confirmed(place, staff, texts) {
  return html`<section class="restore"><p role="status">${texts.say("restore.confirmed")}</p></section>`;
}

function choose(place, staff, texts) {
  const { copies, wrong, why } = place;
  const page = part(copies ?? [], place.page, touchRows());
  return html`
    <section class="list">
      ${wrong ? html`<p class="wrong" role="alert">${sign("warning")} ${texts.say(`restore.${wrong}`)}</p>` : null}
      ${why && !wrong ? html`<p class="wrong" role="alert">${sign("warning")} ${texts.say("restore.not-done")}</p>` : null}
      ${copies && !copies.length ? html`<p class="nobody">${texts.say("restore.none")}</p>` : null}
      <nav class="tabs">${pager(page, texts, (to) => staff.set(place, { page: to }))}</nav>
      <div class="rows">
        ${page.items.map(
          ({ id, source, name, bytes, sealed }) => html`
            <button class="row" data-copy=${source} ?data-sealed=${sealed} @click=${() => (sealed ? openPassphrase(place, staff, id) : look(place, staff, id))}>
              <b class="row-name">${source === "stick" ? html`<bdi>${name}</bdi>` : texts.say(`restore.source.${source}`)}</b>
              ${sealed ? html`<span>${texts.say("restore.sealed")}</span>` : null}
              <span>${(bytes / MEGABYTE).toFixed(1)} MB</span>
            </button>
          `,
        )}
      </div>
    </section>
  `;
}

function looked(place, staff, texts) {
  const { made, last, visits, people, entries, lost, missing, notes } = place.looked;
  const at = (made ?? last ?? "").slice(0, 16).replace("T", " ");
  const isSure = place.step === "sure";
  return html`
    <section class="restore" data-looked>
      <p><b>${texts.say("restore.holds", { at, visits, people })}</b></p>
      <p>${sign("check")} ${texts.say("restore.proven", { entries })} ${notes.length ? texts.say("restore.notes", { n: notes.length }) : null}</p>
      <p class="restore-lost">${sign("warning")} ${texts.say("restore.lost", { visits: lost.visits, people: lost.people })}</p>
      ${missing.length
        ? html`<p class="wrong" role="alert">${texts.say("restore.missing", { rooms: missing.join(", ") })}</p>`
        : html`
            <p>${texts.say(isSure ? "restore.sure" : "restore.kept")}</p>
            <button class="wide" data-step=${isSure ? "confirm" : "restore"} @click=${() => (isSure ? confirm(place, staff) : staff.set(place, { step: "sure" }))}>
              ${texts.say(isSure ? "restore.do-sure" : "restore.do")}
            </button>
          `}
    </section>
  `;
}
