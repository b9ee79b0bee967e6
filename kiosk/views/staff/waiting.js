// Every unknown card that waits to be registered.

import { html } from "lit-html";
import { timeOfDay } from "../../app/time.js";
import { isUpright, pager, part, touchRows } from "../pager.js";
import { frame } from "./frame.js";
import { openPeople } from "./people.js";

export async function openWaiting(staff) {
  const place = staff.go({ name: "waiting", waiting: [], page: 0 });
  try {
    const { waiting } = await staff.ask("waiting");
    staff.set(place, { waiting });
  } catch (error) {
    console.warn(error);
  }
}

export function waiting(place, staff, state, texts) {
  const page = part(place.waiting, place.page, (isUpright() ? 1 : 2) * touchRows());
  return frame(
    "waiting",
    texts.say("needs.waiting", { n: place.waiting.length }),
    staff,
    texts,
    html`
      <section class="list">
        <nav class="tabs">${pager(page, texts, (to) => staff.set(place, { page: to }))}</nav>
        <div class="rows">
          ${page.items.map(
            ({ code, at }) => html`
              <button class="row" data-code=${code} @click=${() => openPeople(staff, code)}>
                <b class="row-name"><bdi>${code}</bdi></b> <time>${timeOfDay(at)}</time>
              </button>
            `,
          )}
        </div>
      </section>
    `,
  );
}
