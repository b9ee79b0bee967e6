// A kiosk without an administrator goes on with a copy: by the code on its screen, step by step, with what is in the
// copy told before anything is changed.

import { html, nothing } from "lit-html";
import { send } from "../app/api.js";
import { field, Sending } from "./form.js";
import { languages } from "./frame.js";
import { codeField } from "./setup.js";

let sending;
// The path of the right that the code has given, and what the kiosk said of the copy that was brought.
let right = null;
let looked = null;
let isDone = false;

export function setupRestore(office) {
  const { texts } = office;
  sending ??= new Sending(office);
  return html`
    <main class="door">
      <h1 tabindex="-1">${texts.say("setup.restore.title")}</h1>
      ${isDone ? html`<p role="status" data-confirmed>${texts.say("setup.restore.done")}</p>` : step(texts)}
      ${isDone ? nothing : html`<p><a href="/setup">${texts.say("setup.restore.anew")}</a></p>`} ${languages(office)}
    </main>
  `;
}

function step(texts) {
  if (looked) {
    return told(texts);
  }
  return right ? file(texts) : code(texts);
}

function code(texts) {
  return html`
    <p>${texts.say("setup.restore.what")}</p>
    <form class="stack" @submit=${(event) => sending.submit(event, begin)}>
      ${codeField(texts)} ${sending.view("setup-restore")}
      <button class="main" ?disabled=${sending.busy}>${texts.say("setup.restore.next")}</button>
    </form>
  `;
}

function file(texts) {
  return html`
    <p>${texts.say("setup.restore.file")}</p>
    <form class="stack" @submit=${(event) => sending.submit(event, bring)}>
      <label class="field">
        <span>${texts.say("copies.file")}</span>
        <input type="file" name="copy" required />
        <span class="hint">${texts.say("copies.file.hint")}</span>
      </label>
      ${field("sealed", texts.say("copies.file.passphrase"), { type: "password", required: false })} ${sending.view("setup-restore")}
      ${sending.busy ? html`<p role="status">${texts.say("setup.restore.busy")}</p>` : nothing}
      <button class="main" data-step="bring-copy" ?disabled=${sending.busy}>${texts.say("setup.restore.bring")}</button>
    </form>
  `;
}

function told(texts) {
  const { made, last, entries, visits, people, notes, lost, missing } = looked;
  const at = (made ?? last ?? "").slice(0, 16).replace("T", " ");
  return html`
    <section class="stack" data-looked>
      <p>${texts.say("restore.holds", { at, visits, people })}</p>
      <p>${texts.say("restore.proven", { entries })} ${notes.length ? texts.say("restore.notes", { n: notes.length }) : nothing}</p>
      ${lost.visits || lost.people ? html`<p data-lost>${texts.say("restore.lost", { visits: lost.visits, people: lost.people })}</p>` : nothing}
      ${missing.length
        ? html`<p class="wrong" role="alert">${texts.say("restore.missing", { rooms: missing.join(", ") })}</p>`
        : html`<p>${texts.say("restore.kept")} ${texts.say("restore.sure")}</p>`}
      ${sending.view("setup-restore")}
      ${missing.length
        ? nothing
        : html`<button class="main" data-step="confirm" ?disabled=${sending.busy} @click=${() => sending.run(confirm)}>${texts.say("restore.do-sure")}</button>`}
      <button data-step="other" ?disabled=${sending.busy} @click=${() => sending.run(another)}>${texts.say("setup.restore.another")}</button>
    </section>
  `;
}

async function begin({ code: typed }) {
  right = `setup/restore/${(await send("POST", "setup/restore", { body: { code: typed }, isOpen: true })).value.id}`;
}

async function bring({ copy, sealed }) {
  const { value } = await send("POST", `${right}/uploads`, { body: sealed ? { passphrase: sealed } : {}, isOpen: true });
  looked = (await send("PUT", `${right}/uploads/${value.id}`, { file: copy, isOpen: true })).value;
}

async function confirm() {
  await send("POST", `${right}/confirm`, { isOpen: true });
  isDone = true;
}

async function another() {
  looked = null;
}
