// One room: what it is called in each language of the centre, where it is, and when it is closed.

import { html, nothing } from "lit-html";
import { ask, Refused, send } from "../../app/api.js";
import { nameOf } from "../../../kiosk/app/room-names.js";
import { field, Sending } from "../form.js";
import { closedWords, WEEK, weekday } from "./closed.js";
import { Days } from "./days.js";

const MOST_NAME = 60;
const FIELDS = ["name", "names", "floor", "capacity", "closed"];

export function newRoom(page) {
  return new Room(page, { floor: page.rooms.at(-1)?.floor, closed: false, names: {} }, null);
}

// As it is now.
export async function changedRoom(page, id) {
  const { value, tag } = await send("GET", `rooms/${id}`);
  return new Room(page, value, tag);
}

class Room {
  #page;
  #room;
  // Of the room as it was read last; null for a new one.
  #tag;
  #sending;
  #when;
  #days;
  #isSure = false;
  // The id of a new room stays the same however often it is sent, so that it is made once.
  #id;
  // What somebody else has written meanwhile.
  #theirs = null;

  constructor(page, room, tag) {
    this.#page = page;
    this.#room = room;
    this.#tag = tag;
    this.#id = room.id;
    this.#sending = new Sending(page.office);
    this.#when = Array.isArray(room.closed) ? "days" : String(room.closed);
    this.#days = new Days(page.office, Array.isArray(room.closed) ? room.closed.filter((day) => !WEEK.includes(day)) : []);
  }

  // The centre's own first.
  get #languages() {
    return this.#page.office.languages;
  }

  #nameIn(language, room = this.#room) {
    const own = room.language ?? this.#languages[0];
    return language === own ? room.name : room.names[language];
  }

  view() {
    const { texts } = this.#page;
    const { floor, capacity } = this.#room;
    return html`
      <h2 id="act-title">${this.#tag ? html`<bdi>${nameOf(this.#room, texts)}</bdi>` : texts.say("rooms.add")}</h2>
      <form class="stack" data-form="room" @submit=${(event) => this.#sending.submit(event, (fields, form) => this.#save(fields, form))}>
        ${this.#languages.map((language, i) => this.#name(language, i === 0))}
        ${field("floor", texts.say("room.floor"), { value: floor ?? "", maxlength: 20, hint: texts.say("room.floor.hint") })}
        ${field("capacity", texts.say("room.capacity"), { value: capacity ?? "", inputmode: "numeric", pattern: "[0-9]{1,6}", hint: texts.say("room.capacity.hint") })}
        <label class="field">
          <span>${texts.say("room.when")}</span>
          <select name="closed" @change=${(event) => this.#choose(event.target.value)}>
            ${["false", "days", "true"].map(
              (each) => html`<option value=${each} ?selected=${each === this.#when}>${texts.say(`room.closed.as.${each}`)}</option>`,
            )}
          </select>
        </label>
        ${this.#when === "days" ? this.#closedDays() : nothing} ${this.#theirs ? this.#both() : this.#sending.view("rooms")}
        <p class="steps">
          <button class="main" data-step="save" ?disabled=${this.#sending.busy}>${texts.say("save")}</button>
          ${this.#tag
            ? html`
                <button type="button" data-step="delete" ?disabled=${this.#sending.busy} @click=${() => this.#sending.run(() => this.#delete())}>
                  ${texts.say(this.#isSure ? "delete.sure" : "delete")}
                </button>
              `
            : nothing}
          <button type="button" data-step="close" @click=${() => this.#page.done()}>${texts.say("close")}</button>
        </p>
      </form>
    `;
  }

  #name(language, isOwn) {
    const { texts } = this.#page;
    const called = new Intl.DisplayNames(texts.language, { type: "language" }).of(language);
    return field(`name-${language}`, texts.say("room.name.in", { language: called }), {
      value: this.#nameIn(language) ?? "",
      required: isOwn,
      maxlength: MOST_NAME,
      hint: isOwn ? texts.say("room.name.own") : texts.say("room.name.translated"),
    });
  }

  #choose(when) {
    this.#when = when;
    this.#page.draw();
  }

  #closedDays() {
    const { texts } = this.#page;
    const closed = Array.isArray(this.#room.closed) ? this.#room.closed : [];
    return html`
      <fieldset class="week">
        <legend>${texts.say("room.closed.weekly")}</legend>
        ${WEEK.map(
          (day) => html`
            <label class="pick">
              <input type="checkbox" name="weekday" value=${day} .defaultChecked=${closed.includes(day)} />
              <span>${weekday(day, texts)}</span>
            </label>
          `,
        )}
      </fieldset>
      ${this.#days.view(texts.say("room.closed.days"))}
    `;
  }

  // Beside what was typed stands what somebody else has written; saving again means what was typed.
  #both() {
    const { texts } = this.#page;
    const theirs = this.#theirs;
    return html`
      <div class="wrong" role="alert">
        <p>${texts.say("person.conflict")}</p>
        <dl class="facts" data-version="theirs">
          ${this.#languages.map((language) => html`<div><dt>${texts.say("room.name")}</dt><dd lang=${language}>${this.#nameIn(language, theirs) ?? "–"}</dd></div>`)}
          <div><dt>${texts.say("room.floor")}</dt><dd>${theirs.floor}</dd></div>
          <div><dt>${texts.say("room.capacity")}</dt><dd>${theirs.capacity}</dd></div>
          <div><dt>${texts.say("room.when")}</dt><dd>${closedWords(theirs.closed, texts)}</dd></div>
        </dl>
      </div>
    `;
  }

  #body(fields, form) {
    const [own, ...others] = this.#languages;
    const names = Object.fromEntries(
      others.flatMap((language) => (fields[`name-${language}`]?.trim() ? [[language, fields[`name-${language}`].trim()]] : [])),
    );
    // Names in languages that the centre speaks no more are kept.
    for (const [language, name] of [[this.#room.language, this.#room.name], ...Object.entries(this.#room.names)]) {
      if (language && !this.#languages.includes(language)) {
        names[language] = name;
      }
    }
    const weekdays = [...form.querySelectorAll("[name=weekday]:checked")].map((box) => box.value);
    return {
      name: fields[`name-${own}`].trim(),
      language: own,
      names,
      floor: fields.floor.trim(),
      capacity: Number(fields.capacity),
      closed: this.#when === "days" ? [...weekdays, ...this.#days.take(form)] : this.#when === "true",
    };
  }

  async #save(fields, form) {
    const body = this.#body(fields, form);
    this.#theirs = null;
    this.#id ??= await newId(body);
    const what = this.#tag ? { body, tag: this.#tag } : { body, isNew: true };
    try {
      await send("PUT", `rooms/${this.#id}`, what);
    } catch (error) {
      if (error instanceof Refused && error.status === 412) {
        await this.#meet(error.problem.current, body, fields, form);
        return;
      }
      throw error;
    }
    await this.#saved(body);
  }

  async #saved(body) {
    await this.#page.done(this.#page.texts.say("rooms.saved", { room: body.name }));
  }

  // It is as it was meant to be already, or only its place is another; else both versions are shown.
  async #meet(current, body, fields, form) {
    if (!current) {
      this.#tag = null;
      throw new Refused(404, {});
    }
    const { value, tag } = await send("GET", `rooms/${this.#id}`);
    if (same(value, body)) {
      await this.#saved(body);
    } else if (this.#tag && same(value, this.#room)) {
      this.#tag = tag;
      await this.#save(fields, form);
    } else {
      this.#theirs = value;
      this.#tag = tag;
    }
  }

  async #delete() {
    if (!this.#isSure) {
      this.#isSure = true;
      return;
    }
    await send("DELETE", `rooms/${this.#id}`, { tag: this.#tag });
    await this.#page.done(this.#page.texts.say("rooms.deleted", { room: nameOf(this.#room, this.#page.texts) }));
  }
}

// A short name for programs and the config: of the English one if there is any, else in pinyin.
async function newId({ name, names }) {
  return (await ask(`room-ids?name=${encodeURIComponent(names.en ?? name)}`)).id;
}

function same(one, other) {
  const told = (room) => JSON.stringify(FIELDS.map((name) => (name === "names" ? Object.entries(room.names).sort() : room[name])));
  return told(one) === told(other);
}
