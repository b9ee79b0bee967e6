// What the pages have in common: what is asked for them, what was done last, and a dialog over them.

import { html, nothing } from "lit-html";
import { show, told } from "./form.js";

export class Page {
  office;
  problem = null;
  note = null;
  // What is being done over the page: something with a view.
  dialog = null;
  #isClosed = false;

  constructor(office) {
    this.office = office;
  }

  get texts() {
    return this.office.texts;
  }

  // Asks for what the page shows. A page says in `ask` what that is.
  async load() {
    try {
      await this.ask();
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
    this.draw();
  }

  draw() {
    if (!this.#isClosed) {
      this.office.draw();
    }
  }

  show(dialog) {
    this.dialog = dialog;
    this.note = null;
    this.draw();
    document.querySelector("dialog.act").showModal();
  }

  // Closes the dialog, and says what was done if anything was.
  async done(note = null) {
    document.querySelector("dialog.act")?.close();
    this.dialog = null;
    this.note = note;
    this.draw();
    show("p.note");
    await this.load();
  }

  close() {
    this.#isClosed = true;
  }

  view() {
    const { texts } = this;
    return html`
      ${this.problem ? html`<div class="wrong" role="alert">${told(this.problem, this.name, texts)}</div>` : nothing}
      <div role="status">${this.note ? html`<p class="note">${this.note}</p>` : nothing}</div>
      ${this.content() ?? (this.problem ? nothing : html`<p>${texts.say("loading")}</p>`)}
      ${this.dialog
        ? html`
            <dialog class="act" aria-labelledby="act-title" @close=${() => this.dialog && this.done()}>
              ${this.dialog.view()}
            </dialog>
          `
        : nothing}
    `;
  }
}
