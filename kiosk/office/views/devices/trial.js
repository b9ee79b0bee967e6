// "Hold a card now": what is presented is told by its kind and length, never by what it says. What was only
// plugged in is added from here, once it is seen to read.

import { html, nothing } from "lit-html";
import { ask, send } from "../../app/api.js";
import { timeOfDay } from "../../../kiosk/app/time.js";
import { choice, field, Sending, told } from "../form.js";

const LOOK_MS = 700;
const SPEEDS = ["9600", "115200", "19200", "38400", "57600"];

export class Trial {
  #page;
  #title;
  #body;
  // What may be chosen before it begins: the kinds a device can be.
  #fits;
  #id = null;
  #now = null;
  #problem = null;
  #timer;
  #sending;

  constructor(page, title, body, fits) {
    this.#page = page;
    this.#sending = new Sending(page.office);
    this.#title = title;
    this.#body = body;
    this.#fits = fits;
  }

  // Tries a reader of the kiosk.
  static of(device, page) {
    const trial = new Trial(page, device.name, { device: device.name }, null);
    page.show(trial);
    trial.#begin(trial.#body);
  }

  // Tries what is plugged in.
  static ofPlugged(plugged, page) {
    page.show(new Trial(page, plugged.name || plugged.device, { plugged: plugged.device }, plugged.fits));
  }

  async #begin(body) {
    this.#id = crypto.randomUUID().slice(0, 30).replace(/-$/, "0");
    this.#problem = null;
    try {
      this.#now = (await send("PUT", `devices/trials/${this.#id}`, { body })).value;
      this.#timer = setTimeout(() => this.#look(), LOOK_MS);
    } catch (error) {
      this.#problem = error;
      this.#id = null;
    }
    this.#page.draw();
  }

  async #look() {
    const id = this.#id;
    if (!id) {
      return;
    }
    try {
      this.#now = await ask(`devices/trials/${id}`);
      this.#timer = setTimeout(() => this.#look(), LOOK_MS);
    } catch (error) {
      this.#problem = error;
      this.#id = null;
    }
    this.#page.draw();
  }

  // Lets go of the reader.
  end() {
    clearTimeout(this.#timer);
    const id = this.#id;
    this.#id = null;
    if (id) {
      send("DELETE", `devices/trials/${id}`).catch(() => {});
    }
  }

  view() {
    const { texts } = this.#page;
    return html`
      <h2 id="act-title">${texts.say("trial.begin")}: <bdi>${this.#title}</bdi></h2>
      ${this.#fits && !this.#now ? this.#choices() : nothing} ${this.#now ? this.#course() : nothing}
      ${this.#problem ? html`<div class="wrong" role="alert">${told(this.#problem, "trial", texts)}</div>` : nothing}
      <p class="steps"><button type="button" data-step="close" @click=${() => this.#close()}>${texts.say("close")}</button></p>
    `;
  }

  #close() {
    this.end();
    this.#page.done();
  }

  #choices() {
    const { texts } = this.#page;
    return html`
      <form class="stack" @submit=${(event) => this.#choose(event)}>
        ${choice("kind", texts.say("trial.kind"), this.#fits.map((kind) => [kind, texts.say(`device.kind.${kind}`)]), this.#fits[0])}
        ${this.#fits.includes("serial") ? choice("baud", texts.say("trial.baud"), SPEEDS.map((each) => [each, each]), SPEEDS[0]) : nothing}
        <p class="steps"><button class="main" data-step="begin">${texts.say("trial.begin")}</button></p>
      </form>
    `;
  }

  #choose(event) {
    event.preventDefault();
    const { kind, baud } = Object.fromEntries(new FormData(event.currentTarget));
    this.#body = { plugged: this.#body.plugged, kind, ...(kind === "serial" && { baud: Number(baud) }) };
    this.#begin(this.#body);
  }

  #course() {
    const { texts } = this.#page;
    const { state, detail, cure, cards, seconds_left: left } = this.#now;
    return html`
      <p class=${state === "failed" ? "wrong" : "hold"}>${texts.say(state === "failed" ? "trial.failed" : "trial.hold", { n: left })}</p>
      <p class="detail" lang="en">${detail}</p>
      ${cure ? html`<p lang="en"><b>${cure}</b></p>` : nothing}
      ${this.#fits ? nothing : html`<p>${texts.say("trial.counts")}</p>`}
      <ul class="held" aria-live="polite">
        ${cards.toReversed().map((card) => html`<li data-form=${card.form}><b>${this.#words(card)}</b> ${timeOfDay(card.at)}</li>`)}
      </ul>
      ${this.#fits ? this.#adding() : nothing}
    `;
  }

  #adding() {
    const { texts, rooms } = this.#page;
    return html`
      <form class="stack" data-form="add" @submit=${(event) => this.#sending.submit(event, (fields) => this.#add(fields))}>
        ${field("id", texts.say("adding.id"), { pattern: "[a-z0-9][a-z0-9\\-]{0,31}", maxlength: 32, hint: texts.say("adding.id.hint") })}
        ${choice("room", texts.say("adding.room"), [["", texts.say("adding.entrance")], ...rooms], "")} ${this.#sending.view("adding")}
        <p class="steps"><button class="main" data-step="add" ?disabled=${this.#sending.busy}>${texts.say("adding.add")}</button></p>
      </form>
    `;
  }

  async #add({ id, room }) {
    const body = { ...this.#body, ...(room && { room }) };
    const { value } = await send("PUT", `devices/readers/${encodeURIComponent(id)}`, { body });
    this.end();
    await this.#page.done(this.#page.texts.say(value.applied ? "adding.applied" : "adding.later", { who: value.name }));
  }

  #words({ form, kind, length }) {
    const { texts } = this.#page;
    const parts = [
      ...(kind ? [texts.say(`card.${kind}`)] : []),
      texts.say(`trial.form.${form}`),
      ...(length === undefined ? [] : [texts.say("trial.length", { n: length })]),
    ];
    return parts.join(" · ");
  }
}
