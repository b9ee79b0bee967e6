// What the kiosk's config file says: seen, checked while somebody types, saved, and put to use.

import { html, nothing } from "lit-html";
import { ask, Refused, send } from "../app/api.js";
import { Repeated } from "../app/repeated.js";
import { Page } from "./page.js";
import { Sending } from "./form.js";
import { input, label, nameOf, shown, valueOf } from "./settings/field.js";

const CHECK_AFTER_MS = 400;

export function settings(office) {
  return new Settings(office);
}

class Settings extends Page {
  name = "settings";
  #now = null;
  #tag = null;
  // What was typed, by the name of the setting; and what is wrong with it.
  #typed = new Map();
  #mistakes = [];
  // What the file said when somebody else had changed it, by the name of the setting.
  #theirs = new Map();
  #checking = 0;
  #sending = new Sending(this.office);
  #repeated = new Repeated(() => this.load());

  // While somebody types the page stays as they saw it, but for whether it is in use.
  async ask() {
    const { value, tag } = await this.#read();
    const isNewInUse = this.#now && !this.#now.in_use && value.in_use;
    if (this.#typed.size && this.#now) {
      Object.assign(this.#now, { in_use: value.in_use, restarting: value.restarting, why: value.why });
    } else {
      this.#now = value;
      this.#tag = tag;
    }
    if (isNewInUse) {
      await this.office.learn();
    }
  }

  // While the kiosk is put together anew it may give no answer; the page stays as it was then.
  async #read() {
    try {
      return await send("GET", "settings");
    } catch (error) {
      if (error instanceof Refused || !this.#now?.restarting) {
        throw error;
      }
      return { value: this.#now, tag: this.#tag };
    }
  }

  close() {
    super.close();
    this.#repeated.close();
    clearTimeout(this.#checking);
  }

  content() {
    const { texts } = this;
    if (!this.#now) {
      return null;
    }
    return html`
      ${this.#use()}
      <form class="settings" @submit=${(event) => this.#sending.submit(event, () => this.#save())}>
        ${this.#tables().map((table) => this.#table(table))}
        ${this.#otherMistakes()} ${this.#stale()} ${this.#theirs.size ? nothing : this.#sending.view("settings")}
        <p class="steps">
          <button class="main" data-step="save" ?disabled=${this.#sending.busy || !this.#typed.size || this.#mistakes.length}>
            ${texts.say("settings.save")}
          </button>
          ${this.#typed.size
            ? html`<button type="button" data-step="undo" @click=${() => this.#forget()}>${texts.say("settings.forget")}</button>`
            : nothing}
        </p>
        <p class="hint">${texts.say("settings.file")} <bdi dir="ltr">${this.#now.file}</bdi></p>
      </form>
    `;
  }

  // Whether the kiosk runs by what the file says.
  #use() {
    const { texts } = this;
    const { in_use: inUse, restarting, why, problems } = this.#now;
    if (problems.length) {
      return html`
        <div class="wrong" role="alert">
          <p>${texts.say("settings.broken")}</p>
          <ul lang="en">${problems.map((each) => html`<li>${each.line ? `${each.line}: ` : ""}${each.key} ${each.value} – ${each.expected}</li>`)}</ul>
        </div>
      `;
    }
    if (inUse) {
      return html`<p class="note" data-use="yes">${texts.say("settings.in-use")}</p>`;
    }
    return html`
      <div class="need" data-use=${restarting ? "soon" : "no"} role="status">
        <p>${texts.say(restarting ? "settings.restarting" : "settings.not-in-use")}</p>
        ${why ? html`<p lang="en">${why}</p>` : nothing}
        ${restarting
          ? nothing
          : html`<p class="steps"><button data-step="apply" @click=${() => this.#sending.run(() => this.#apply())}>${texts.say("settings.apply")}</button></p>`}
      </div>
    `;
  }

  // The settings by their tables, in the order of the file.
  #tables() {
    const tables = new Map();
    for (const setting of this.#now.settings) {
      const name = `${setting.table}/${setting.index ?? ""}`;
      tables.set(name, [...(tables.get(name) ?? []), setting]);
    }
    return [...tables.values()];
  }

  #table(all) {
    const { texts } = this;
    const [{ table, index, there }] = all;
    const id = index === undefined ? "" : all.find((each) => each.key === "id")?.value ?? index + 1;
    return html`
      <details class="settings-table" data-table=${table} ?open=${table === "centre"}>
        <summary><h2>${texts.say(`setting-table.${table}`)} <bdi>${id}</bdi> ${there ? nothing : html`<small>${texts.say("settings.off")}</small>`}</h2></summary>
        ${all.map((setting) => this.#setting(setting))}
      </details>
    `;
  }

  #setting(setting) {
    const { texts } = this;
    const name = nameOf(setting);
    const typed = this.#typed.get(name);
    const wrong = this.#mistakes.filter((each) => each.key === `${setting.table}.${setting.key}` && typed !== undefined);
    const other = setting.default === undefined ? "" : texts.say("settings.default", { value: shown(setting.default, texts) });
    return html`
      <label class="field" data-setting=${name}>
        <span>${label(setting, texts)} <code>${setting.key} =</code></span>
        ${setting.changeable
          ? input(setting, typed, texts, (value) => this.#type(setting, value))
          : html`<output dir="ltr">${setting.value === undefined ? "–" : shown(setting.value, texts)}</output>`}
        <span class="hint">${setting.changeable ? other : `${other} ${texts.say("settings.on-the-box")}`}</span>
        ${wrong.map((each) => html`<span class="wrong" role="alert" lang="en">${each.expected}</span>`)}
      </label>
    `;
  }

  // What is wrong elsewhere by what was typed.
  #otherMistakes() {
    const typed = new Set(this.#now.settings.filter((each) => this.#typed.has(nameOf(each))).map((each) => `${each.table}.${each.key}`));
    const others = this.#mistakes.filter((each) => !typed.has(each.key));
    return others.length
      ? html`<ul class="wrong" role="alert" lang="en">${others.map((each) => html`<li>${each.key} ${each.value} – ${each.expected}</li>`)}</ul>`
      : nothing;
  }

  #stale() {
    const { texts } = this;
    return this.#theirs.size
      ? html`
          <div class="wrong" role="alert" data-step="stale">
            <p>${texts.say("settings.stale")}</p>
            <ul>
              ${[...this.#theirs].map(([name, value]) => html`<li><code>${name}</code> ${texts.say("settings.theirs", { theirs: value, ours: this.#typed.get(name) })}</li>`)}
            </ul>
          </div>
        `
      : nothing;
  }

  #type(setting, value) {
    const before = setting.value === undefined ? "" : shown(setting.value);
    if (value === before) {
      this.#typed.delete(nameOf(setting));
    } else {
      this.#typed.set(nameOf(setting), value);
    }
    clearTimeout(this.#checking);
    this.#checking = setTimeout(() => this.#check(), CHECK_AFTER_MS);
    this.draw();
  }

  #changes() {
    return this.#now.settings
      .filter((setting) => this.#typed.has(nameOf(setting)))
      .map((setting) => {
        const { table, index, key } = setting;
        return { table, index, key, value: valueOf(setting, this.#typed.get(nameOf(setting))) };
      });
  }

  async #check() {
    const changes = this.#changes();
    try {
      const { value } = changes.length ? await send("POST", "settings/check", { body: { changes } }) : { value: { problems: [] } };
      this.#mistakes = value.problems;
    } catch (error) {
      console.warn(error);
    }
    this.draw();
  }

  // Who saves over what somebody else has changed is shown both, and the next try is meant for that.
  async #save() {
    this.#theirs.clear();
    try {
      const { value, tag } = await send("PUT", "settings", { body: { changes: this.#changes() }, tag: this.#tag });
      this.#take(value, tag);
    } catch (error) {
      if (error.status === 412 && error.problem.current) {
        await this.#tellTheirs(error.problem.current);
      } else if (error.problem?.problems) {
        this.#mistakes = error.problem.problems;
      }
      throw error;
    }
    await this.#apply();
  }

  async #tellTheirs(current) {
    for (const setting of current.settings) {
      if (this.#typed.has(nameOf(setting))) {
        this.#theirs.set(nameOf(setting), setting.value === undefined ? "–" : shown(setting.value));
      }
    }
    this.#now = current;
    this.#tag = (await send("GET", "settings")).tag;
  }

  async #apply() {
    try {
      const { value, tag } = await send("POST", "settings/apply");
      this.#take(value, tag);
    } catch (error) {
      if (error instanceof Refused) {
        throw error;
      }
      // It was so quick that its answer was lost.
      this.#now = { ...this.#now, restarting: true };
    }
    this.note = this.texts.say("settings.saved");
  }

  #take(value, tag) {
    this.#now = value;
    this.#tag = tag;
    this.#typed.clear();
    this.#mistakes = [];
  }

  async #forget() {
    this.#typed.clear();
    this.#theirs.clear();
    this.#mistakes = [];
    await this.load();
  }
}
