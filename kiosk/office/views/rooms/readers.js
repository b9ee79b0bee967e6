// Which room taps at each reader go to.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { Refused, send } from "../../app/api.js";
import { nameAmong, nameOf } from "../../../kiosk/app/room-names.js";
import { Sending } from "../form.js";

export function readers(page) {
  const { texts, readers: all, kioskRoom, rooms, isAdmin } = page;
  page.placing ??= new Sending(page.office);
  const entrance = texts.say("readers.kiosk", { room: nameAmong(rooms, kioskRoom, texts) });
  return html`
    <section class="reader-rooms">
      <h2>${texts.say("readers")}</h2>
      <p class="hint">${texts.say("readers.what")}</p>
      ${page.placing.view("rooms")}
      ${all.length
        ? html`
            <table class="list">
              <thead>
                <tr><th scope="col">${texts.say("visit.reader")}</th><th scope="col">${texts.say("visit.room")}</th></tr>
              </thead>
              <tbody>
                ${all.map(
                  (reader) => html`
                    <tr data-reader=${reader.id}>
                      <td data-label=${texts.say("visit.reader")}><bdi>${reader.id}</bdi></td>
                      <td data-label=${texts.say("visit.room")}>
                        ${isAdmin ? choice(reader, entrance, page) : reader.room ? nameAmong(rooms, reader.room, texts) : entrance}
                      </td>
                    </tr>
                  `,
                )}
              </tbody>
            </table>
          `
        : html`<p>${texts.say("readers.none")}</p>`}
    </section>
  `;
}

function choice(reader, entrance, page) {
  const { texts, rooms, placing } = page;
  return html`
    <select
      aria-label=${`${texts.say("visit.room")} ${reader.id}`}
      ?disabled=${placing.busy}
      @change=${(event) => {
        const room = event.target.value;
        placing.run(() => place(reader, room, page));
      }}
    >
      <option value="" .selected=${live(!reader.room)}>${entrance}</option>
      ${rooms.map((room) => html`<option value=${room.id} .selected=${live(room.id === reader.room)}>${nameOf(room, texts)}</option>`)}
      ${reader.room && !rooms.some((room) => room.id === reader.room) ? html`<option .selected=${live(true)}>${reader.room}</option>` : nothing}
    </select>
  `;
}

// If somebody else has placed it meanwhile, what is there now is shown, and nothing is changed.
async function place(reader, room, page) {
  const { value, tag } = await send("GET", `readers/${reader.id}`);
  try {
    if ((value.room ?? null) !== (reader.room ?? null)) {
      throw new Refused(412, {});
    }
    await send("PUT", `readers/${reader.id}`, { body: room ? { room } : {}, tag });
    page.note = page.texts.say("readers.saved", { reader: reader.id });
  } finally {
    await page.load();
  }
}
