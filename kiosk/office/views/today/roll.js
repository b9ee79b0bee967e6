// The roll as it is printed: everybody who is inside, by room, with a box to tick. On the screen it is not shown.

import { html, nothing } from "lit-html";
import { languageOf, nameOf } from "../../../kiosk/app/room-names.js";
import { timeOfDay } from "../../../kiosk/app/time.js";
import { who } from "./rooms.js";

export function roll({ texts, now, inside, office }) {
  const rooms = now.rooms.filter((room) => inside.some((visit) => visit.room === room.id));
  return html`
    <section class="roll" aria-hidden="true">
      <h2><bdi>${office.about.centre}</bdi></h2>
      <p>${texts.say("roll.title", { n: now.inside, time: `${now.at.slice(0, 10)} ${timeOfDay(now.at)}` })}</p>
      ${rooms.map(
        (room) => html`
          <table>
            <caption><bdi lang=${languageOf(room, texts) ?? nothing}>${nameOf(room, texts)}</bdi> · <bdi>${room.floor}</bdi> · ${room.inside}</caption>
            <tbody>
              ${inside
                .filter((visit) => visit.room === room.id)
                .map(
                  (visit) => html`
                    <tr>
                      <td class="tick"></td>
                      <td><bdi>${who(visit, texts)}</bdi></td>
                      <td class="number">${timeOfDay(visit.arrived)}</td>
                    </tr>
                  `,
                )}
            </tbody>
          </table>
        `,
      )}
    </section>
  `;
}
