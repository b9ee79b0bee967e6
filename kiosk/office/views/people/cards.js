// The cards of somebody: blocked, with a last day, replaced, deleted, and new ones. What a card says is sent once and
// never told again.

import { html, nothing } from "lit-html";
import { ask, send } from "../../app/api.js";
import { choice, field, Sending } from "../form.js";

const KINDS = ["qr", "rfid", "number", "phone", "idcard"];
// What staff type on the board.
const STAFF_KINDS = [...KINDS, "pin"];

export class Cards {
  #page;
  #path;
  #sending;
  #waiting = [];
  #kinds = KINDS;

  constructor(page, resident) {
    this.#page = page;
    this.#path = `residents/${resident}/cards`;
    this.#sending = new Sending(page.office);
  }

  view({ cards, role }) {
    this.#kinds = role === "staff" ? STAFF_KINDS : KINDS;
    const { texts } = this.#page;
    return html`
      <section>
        <h2>${texts.say("cards")}</h2>
        <ul class="cards">${cards.map((card) => this.#card(card))}</ul>
        ${cards.length ? nothing : html`<p>${texts.say("cards.none")}</p>`}
        <p class="steps"><button data-step="card" @click=${() => this.#open(null)}>${texts.say("cards.add")}</button></p>
        ${this.#sending.view("cards")}
      </section>
    `;
  }

  #card(card) {
    const { texts } = this.#page;
    const kind = texts.say(`card.${card.kind}`);
    const step = (name, key, act) => html`
      <button data-step=${name} aria-label=${`${texts.say(key)} ${kind}`} ?disabled=${this.#sending.busy} @click=${() => this.#sending.run(act)}>
        ${texts.say(key)}
      </button>
    `;
    return html`
      <li data-card=${card.id}>
        <b>${kind}</b> <span>${texts.say(card.blocked ? "card.blocked" : "card.good")}</span>
        <label>
          ${texts.say("card.expires")}
          <input
            type="date"
            .value=${card.expires ?? ""}
            @change=${(event) => this.#sending.run(() => this.#change(card, { blocked: card.blocked, expires: event.target.value }))}
          />
        </label>
        ${step("block", card.blocked ? "card.unblock" : "card.block", () => this.#change(card, { blocked: !card.blocked, expires: card.expires }))}
        ${step("replace", "card.replace", () => this.#open(card))}
        ${step("delete-card", "delete", () => this.#delete(card))}
      </li>
    `;
  }

  async #change(card, { blocked, expires }) {
    const body = { blocked, ...(expires && { expires }) };
    await send("PUT", `${this.#path}/${card.id}`, { body, tag: card.etag });
    await this.#page.done(this.#page.texts.say("card.changed"));
  }

  async #delete(card) {
    await send("DELETE", `${this.#path}/${card.id}`, { tag: card.etag });
    await this.#page.done(this.#page.texts.say("card.deleted"));
  }

  // A new card, perhaps in the place of another, which is blocked then.
  async #open(replaced) {
    this.#waiting = (await ask("waiting")).waiting;
    const sending = new Sending(this.#page.office);
    const own = crypto.randomUUID();
    this.#page.show({ view: () => this.#dialog(replaced, sending, own) });
  }

  // own: the id of the card that is added, so that what is sent twice adds one.
  #dialog(replaced, sending, own) {
    const { texts } = this.#page;
    return html`
      <h2 id="act-title">${texts.say(replaced ? "card.replace" : "cards.add")}</h2>
      <form class="stack" @submit=${(event) => sending.submit(event, (fields) => this.#add(replaced, own, fields))}>
        ${choice("code", texts.say("card.presented"), [
          ["", texts.say("card.typed")],
          ...this.#waiting.map(({ code, kind }) => [code, `${code} (${texts.say(`card.${kind}`)})`]),
        ])}
        ${choice("kind", texts.say("card.kind"), this.#kinds.map((kind) => [kind, texts.say(`card.${kind}`)]), replaced?.kind)}
        ${field("payload", texts.say("card.payload"), { required: false, hint: texts.say("card.payload.hint") })}
        ${sending.view("cards")}
        <p class="steps">
          <button class="main" data-step="card-now" ?disabled=${sending.busy}>${texts.say("save")}</button>
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  async #add(replaced, own, { code, kind, payload }) {
    await send("PUT", `${this.#path}/${own}`, { body: code ? { code } : { kind, payload }, isNew: true });
    if (replaced) {
      await send("PUT", `${this.#path}/${replaced.id}`, {
        body: { blocked: true, ...(replaced.expires && { expires: replaced.expires }) },
        tag: replaced.etag,
      });
    }
    await this.#page.done(this.#page.texts.say("card.added"));
  }
}
