// A list of people from a spreadsheet: looked at first, line by line, then brought into the register, all or nothing.

import { html, nothing } from "lit-html";
import { ask, Refused, send } from "../../app/api.js";
import { Sending, show } from "../form.js";
import { Page } from "../page.js";

const COLUMNS = ["id", "name", "role", "phone", "born", "language", "note", "card_qr", "card_rfid", "card_idcard", "card_phone", "card_number"];
const STATES = ["wrong", "changed", "new", "same"];
const SHOWN = 100;
const LARGEST = 4 * 1024 * 1024;
const LOOK_AGAIN = 1000;

export class Import extends Page {
  name = "people";
  #sending;
  #file = null;
  // What the kiosk would do, and by which tag it knows that this was seen.
  #preview = null;
  #tag = null;
  #state = null;
  #shown = SHOWN;
  // How far the import is.
  #step = null;
  #done = null;

  constructor(office) {
    super(office);
    this.#sending = new Sending(office);
  }

  async ask() {}

  content() {
    const { texts } = this;
    return html`
      <p><a class="button" href="/people">${texts.say("people.back")}</a></p>
      <h2>${texts.say("import")}</h2>
      <p>${texts.say("import.what")}</p>
      <label class="field">
        <span>${texts.say("import.file")}</span>
        <input
          type="file"
          name="file"
          accept=".xlsx,.csv"
          ?disabled=${this.#sending.busy}
          @click=${(event) => (event.target.value = "")}
          @change=${(event) => this.#choose(event.target.files[0])}
        />
        <span class="hint">${texts.say("import.file.hint")}</span>
      </label>
      ${this.#sending.view("import")} ${this.#sending.busy ? this.#waiting() : nothing} ${this.#done ? this.#result() : nothing}
      ${this.#preview ? this.#seen() : nothing}
    `;
  }

  #waiting() {
    const { texts } = this;
    return html`
      <p role="status">
        ${this.#step?.total ? texts.say("import.step", { done: this.#step.done, total: this.#step.total }) : texts.say("import.reading")}
      </p>
    `;
  }

  #result() {
    const { texts } = this;
    return html`
      <p class="note" role="status" data-done>${texts.say("import.done", this.#done)}</p>
      <p class="steps">
        <a class="button" href="/people/print">${texts.say("import.print")}</a>
        <a class="button" href="/people">${texts.say("people.back")}</a>
      </p>
    `;
  }

  async #choose(file) {
    if (!file) {
      return;
    }
    this.#file = file;
    await this.#look(null);
  }

  // Columns that nobody has chosen are told by their headings.
  #look(columns) {
    return this.#sending.run(async () => {
      this.#done = null;
      if (!columns) {
        this.#preview = null;
      }
      this.#take(await this.#send(new URLSearchParams({ preview: true, ...(columns && { columns }) })));
    });
  }

  async #send(query, tag) {
    if (this.#file.size > LARGEST) {
      throw new Refused(413, {});
    }
    return send("POST", `residents/import?${query}`, { file: this.#file, tag });
  }

  #take({ value, tag }) {
    this.#preview = value;
    this.#tag = tag;
    this.#filter(STATES.find((state) => value.counts[state]) ?? null);
  }

  #filter(state) {
    this.#state = state;
    this.#shown = SHOWN;
  }

  #seen() {
    const { texts } = this;
    const { counts, encoding } = this.#preview;
    const lacks = !this.#preview.columns.some(({ column }) => column === "name" || column === "id");
    const writes = counts.new + counts.changed;
    return html`
      <section>
        <h3>${texts.say("import.columns")}</h3>
        <p>${texts.say("import.columns.what", { encoding })}</p>
        <div class="columns">${this.#preview.columns.map((column, at) => this.#column(column, at))}</div>
      </section>
      ${lacks
        ? html`<p class="wrong" role="alert">${texts.say("import.no-name")}</p>`
        : html`
            <section>
              <h3>${texts.say("import.lines")}</h3>
              <p class="steps" role="group" aria-label=${texts.say("import.lines")}>
                ${STATES.map(
                  (state) => html`
                    <button
                      data-state=${state}
                      aria-pressed=${state === this.#state}
                      ?disabled=${!counts[state]}
                      @click=${() => this.#show(state)}
                    >
                      ${texts.say(`import.state.${state}`)} ${counts[state]}
                    </button>
                  `,
                )}
              </p>
              ${this.#lines()}
              <p>${texts.say(counts.wrong ? "import.mend" : writes ? "import.sure" : "import.nothing")}</p>
              <p class="steps">
                <button class="main" data-step="import" ?disabled=${this.#sending.busy || counts.wrong > 0 || !writes} @click=${() => this.#import()}>
                  ${texts.say("import.now", { n: writes })}
                </button>
              </p>
            </section>
          `}
    `;
  }

  #column({ heading, column }, at) {
    const { texts } = this;
    return html`
      <label class="field">
        <span><bdi>${heading || "–"}</bdi></span>
        <select name="column" data-column=${at} ?disabled=${this.#sending.busy} @change=${(event) => this.#match(at, event.target.value)}>
          <option value="-" ?selected=${!column || column === "line_number"}>${texts.say("import.column.none")}</option>
          ${COLUMNS.map((each) => html`<option value=${each} ?selected=${each === column}>${this.#columnName(each)}</option>`)}
        </select>
      </label>
    `;
  }

  #columnName(column) {
    const { texts } = this;
    const kind = column.match(/^card_(.*)$/)?.[1];
    if (kind) {
      return `${texts.say("cards")}: ${texts.say(`card.${kind}`)}`;
    }
    return texts.say(column === "id" ? "import.column.id" : `person.${column}`);
  }

  // What another column was taken for before is left out there.
  #match(at, chosen) {
    const columns = this.#preview.columns.map(({ column }, each) => (each === at ? chosen : column === chosen ? "-" : (column ?? "-")));
    return this.#look(columns.join(","));
  }

  #show(state) {
    this.#filter(state);
    this.draw();
  }

  #lines() {
    const { texts } = this;
    const lines = this.#preview.lines.filter(({ state }) => state === this.#state);
    if (!lines.length) {
      return nothing;
    }
    return html`
      <table class="list">
        <thead>
          <tr>${["line", "name", "finding"].map((column) => html`<th scope="col">${texts.say(`import.column.${column}`)}</th>`)}</tr>
        </thead>
        <tbody>
          ${lines.slice(0, this.#shown).map(
            (line) => html`
              <tr data-line=${line.line} data-finding=${line.state}>
                <td data-label=${texts.say("import.column.line")}>${line.line}</td>
                <td data-label=${texts.say("import.column.name")}>
                  ${line.resident ? html`<a data-external href="/people/${line.resident}" target="_blank"><bdi>${line.name}</bdi></a>` : html`<bdi>${line.name}</bdi>`}
                </td>
                <td data-label=${texts.say("import.column.finding")}>${this.#finding(line)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      ${lines.length > this.#shown
        ? html`<p class="steps"><button data-step="more" @click=${() => this.#more()}>${texts.say("import.more", { n: lines.length - this.#shown })}</button></p>`
        : nothing}
    `;
  }

  #more() {
    this.#shown += SHOWN;
    this.draw();
  }

  #finding(line) {
    const { texts } = this;
    switch (line.state) {
      case "changed":
        return html`<ul class="plain">${line.changes.map((change) => html`<li>${this.#change(change)}</li>`)}</ul>`;
      case "wrong":
        return this.#wrong(line);
      default:
        return texts.say(`import.state.${line.state}`);
    }
  }

  #change({ field, before, after }) {
    const { texts } = this;
    const said = (value) => (field === "role" ? texts.say(`person.role.${value}`) : (value ?? texts.say("import.empty")));
    return field.startsWith("card_")
      ? html`${this.#columnName(field)}: ${texts.say("import.added")}`
      : html`${this.#columnName(field)}: <del><bdi>${said(before)}</bdi></del> → <ins><bdi>${said(after)}</bdi></ins>`;
  }

  // In the language of the page; as the kiosk said it only if that has no words for it.
  #wrong({ problem, cure, reason, values }) {
    const { texts } = this;
    const key = !reason.startsWith("card_") ? `import.wrong.${reason}` : "import.wrong.card";
    const column = values?.column && COLUMNS.includes(values.column) ? this.#columnName(values.column) : values?.column;
    return texts.has(key)
      ? html`<p>${texts.say(key, { ...values, column })}</p>`
      : html`<p class="detail" lang="en">${problem}${cure ? `; ${cure}` : ""}</p>`;
  }

  #import() {
    return this.#sending.run(async () => {
      const columns = this.#preview.columns.map(({ column }) => column ?? "-").join(",");
      const timer = setInterval(() => this.#follow(), LOOK_AGAIN);
      try {
        const { value } = await this.#send(new URLSearchParams({ columns }), this.#tag);
        this.#done = { n: value.imported, m: value.changed, same: value.same };
        this.#preview = null;
      } catch (error) {
        if (error instanceof Refused && error.status === 412 && error.problem.current) {
          this.#take(await this.#send(new URLSearchParams({ preview: true, columns })));
        }
        throw error;
      } finally {
        clearInterval(timer);
        this.#step = null;
      }
      this.draw();
      show("[data-done]");
    });
  }

  async #follow() {
    try {
      this.#step = (await ask("residents/import")).importing;
      this.draw();
    } catch (error) {
      console.warn(error);
    }
  }
}
