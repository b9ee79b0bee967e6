// The tables of a report, each with its chart above. A chart says nothing that its table does not.

import { html, nothing, svg } from "lit-html";

const HEIGHT = 80;
const BAR = 20;
const CELL = 20;
const HOURS = 24;
const HIDDEN = "*";

export function tables(report, texts) {
  const { now, before, by } = report;
  return html`
    ${section("course", texts, bars(now.course.map((part) => part.visits)), course(now.course, by, texts))}
    ${section("rooms", texts, bars(now.rooms.map((room) => room.visits)), beside(now.rooms, before.rooms, (row) => html`<bdi>${row.name}</bdi>`, ["visits", "people", "minutes"], texts))}
    ${section("hours", texts, heat(now.hours), hours(now.hours, texts))}
    ${section("ages", texts, bars(now.ages.map((age) => age.visits)), beside(now.ages, before.ages, (row) => texts.say(`age.${row.key}`), ["visits", "people"], texts))}
    ${section("stays", texts, bars(now.stays.bands.map((band) => band.visits)), beside(now.stays.bands, before.stays.bands, (row) => row.key, ["visits"], texts, "report.minutes"))}
  `;
}

function section(name, texts, chart, table) {
  return html`
    <section class="chart" data-table=${name} tabindex="0" aria-label=${texts.say(`report.${name}`)}>
      <h3>${texts.say(`report.${name}`)}</h3>
      ${chart} ${table}
    </section>
  `;
}

// What is hidden has no bar.
function bars(values) {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  return html`
    <svg class="bars" viewBox="0 0 ${Math.max(1, values.length) * BAR} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      ${values.map((value, i) => {
        const height = (HEIGHT * (value ?? 0)) / most;
        return svg`<rect x=${i * BAR + 2} y=${HEIGHT - height} width=${BAR - 4} height=${height} />`;
      })}
    </svg>
  `;
}

function heat(days) {
  const most = Math.max(1, ...days.flat().map((value) => value ?? 0));
  return html`
    <svg class="heat" viewBox="0 0 ${HOURS * CELL} ${days.length * CELL}" preserveAspectRatio="none" aria-hidden="true">
      ${days.flatMap((day, row) =>
        day.map(
          (value, hour) => svg`
            <rect x=${hour * CELL + 1} y=${row * CELL + 1} width=${CELL - 2} height=${CELL - 2} fill-opacity=${(value ?? 0) / most} />
          `,
        ),
      )}
    </svg>
  `;
}

const said = (value) => value ?? HIDDEN;

function course(parts, by, texts) {
  const seen = parts.filter((part) => part.visits !== 0);
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">${texts.say("report.begin")}</th>
          ${["visits", "people", "guests"].map((measure) => html`<th scope="col" class="number">${texts.say(`report.${measure}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${seen.map(
          (part) => html`
            <tr>
              <th scope="row">${by === "month" ? part.begin.slice(0, 7) : part.begin}</th>
              <td class="number">${said(part.visits)}</td>
              <td class="number">${said(part.people)}</td>
              <td class="number">${said(part.guests)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

// Rows beside those of the year before: each may be in one of them only.
function beside(now, before, name, measures, texts, heading = null) {
  const old = new Map(before.map((row) => [row.key, row]));
  const here = new Set(now.map((row) => row.key));
  const rows = [...now, ...before.filter((row) => !here.has(row.key)).map(({ key, name: called }) => ({ key, name: called, isGone: true }))];
  const cell = (row, measure) => (!row || row.isGone ? "–" : (row[measure] ?? unknown(row, measure)));
  return html`
    <table>
      <thead>
        <tr>
          ${heading ? html`<th scope="col">${texts.say(heading)}</th>` : html`<td></td>`}
          ${measures.map(
            (measure) => html`
              <th scope="col" class="number">${texts.say(`report.${measure}`)}</th>
              <th scope="col" class="number before">${texts.say("report.before")}</th>
            `,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`
            <tr data-row=${row.key}>
              <th scope="row">${name(row)}</th>
              ${measures.map(
                (measure) => html`
                  <td class="number">${cell(row, measure)}</td>
                  <td class="number before">${cell(old.get(row.key), measure)}</td>
                `,
              )}
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

// Guests are not counted as people, and of no stay there is no mean.
function unknown(row, measure) {
  return (row.key === "guests" && measure === "people") || (measure === "minutes" && row.visits !== undefined) ? "–" : HIDDEN;
}

// Only the hours in which somebody came, or may have.
function hours(days, texts) {
  const weekday = new Intl.DateTimeFormat(texts.language, { weekday: "short", timeZone: "UTC" });
  const all = Array.from({ length: HOURS }, (_, hour) => hour);
  const busy = all.filter((hour) => days.some((day) => day[hour] !== 0));
  if (!busy.length) {
    return nothing;
  }
  return html`
    <table class="week">
      <thead>
        <tr>
          <th scope="col">${texts.say("course.hour")}</th>
          ${days.map((_, day) => html`<th scope="col" class="number">${weekday.format(Date.UTC(2026, 5, day + 1))}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${all.slice(busy[0], busy.at(-1) + 1).map(
          (hour) => html`
            <tr>
              <th scope="row">${hour}:00</th>
              ${days.map((day) => html`<td class="number">${said(day[hour])}</td>`)}
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}
