// Copies of all that the kiosk keeps: the one of the night, and one to carry away; and the plan of the centre.

import { html } from "lit-html";
import { ask } from "../app/api.js";
import { Repeated } from "../app/repeated.js";
import { Download } from "./copies/download.js";
import { Nightly } from "./copies/nightly.js";
import { Plan } from "./copies/plan.js";
import { Restore } from "./copies/restore.js";
import { Page } from "./page.js";

export function copies(office) {
  return new Copies(office);
}

class Copies extends Page {
  name = "copies";
  now = null;
  #parts = [new Nightly(this), new Download(this), new Restore(this), new Plan(this)];
  #repeated = new Repeated(() => this.load());

  async ask() {
    this.now = await ask("copies");
  }

  close() {
    super.close();
    this.#repeated.close();
  }

  content() {
    return this.now && html`${this.#parts.map((part) => part.view())}`;
  }
}
