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
    ${section("course", texts, [bars(now.course), ends(now.course.map((part) => begin(part, by)))], course(now.course, by, texts))}
    ${section("rooms", texts, [bars(now.rooms), below(now.rooms.map((room) => room.name))], beside(now.rooms, before.rooms, (row) => html`<bdi>${row.name}</bdi>`, ["visits", "people", "minutes"], texts))}
    ${section("hours", texts, heat(now.hours, texts), hours(now.hours, texts))}
    ${section("ages", texts, [bars(now.ages), below(now.ages.map((age) => texts.say(`age.${age.key}`)))], beside(now.ages, before.ages, (row) => texts.say(`age.${row.key}`), ["visits", "people"], texts))}
    ${section("stays", texts, [bars(now.stays.bands), below(now.stays.bands.map((band) => band.key))], beside(now.stays.bands, before.stays.bands, (row) => row.key, ["visits"], texts, "report.minutes"))}
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
function bars(parts) {
  const most = Math.max(1, ...parts.map(({ visits }) => visits ?? 0));
  return html`
    <svg class="bars" viewBox="0 0 ${Math.max(1, parts.length) * BAR} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      ${parts.map(({ visits }, i) => {
        const height = (HEIGHT * (visits ?? 0)) / most;
        return svg`<rect x=${i * BAR + 2} y=${HEIGHT - height} width=${BAR - 4} height=${height} />`;
      })}
    </svg>
  `;
}

// The first of what a chart shows, and the last.
function ends(names) {
  return names.length > 1 ? html`<p class="axis" aria-hidden="true"><span>${names[0]}</span><span>${names.at(-1)}</span></p>` : nothing;
}

// What each bar is, where there is room for that.
function below(names) {
  return html`<p class="axis each named" aria-hidden="true">${names.map((name) => html`<bdi>${name}</bdi>`)}</p>`;
}

// The days beside each other and the hours below, as in the table.
function heat(days, texts) {
  const shown = busy(days);
  if (!shown.length) {
    return nothing;
  }
  const most = Math.max(1, ...days.flat().map((value) => value ?? 0));
  return html`
    <div class="heat">
      <p class="axis" aria-hidden="true"><span>${shown[0]}:00</span><span>${shown.at(-1) + 1}:00</span></p>
      <svg viewBox="0 0 ${days.length * CELL} ${shown.length * CELL}" preserveAspectRatio="none" aria-hidden="true">
        ${shown.flatMap((hour, row) =>
          days.map(
            (day, column) => svg`
              <rect x=${column * CELL + 1} y=${row * CELL + 1} width=${CELL - 2} height=${CELL - 2} fill-opacity=${(day[hour] ?? 0) / most} />
            `,
          ),
        )}
      </svg>
      <p class="axis each" aria-hidden="true">${weekdays(days, texts, "narrow").map((day) => html`<span>${day}</span>`)}</p>
    </div>
  `;
}

// The hours from the first to the last in which somebody came, or may have.
function busy(days) {
  const all = Array.from({ length: HOURS }, (_, hour) => hour);
  const seen = all.filter((hour) => days.some((day) => day[hour] !== 0));
  return seen.length ? all.slice(seen[0], seen.at(-1) + 1) : [];
}

function weekdays(days, texts, length = "short") {
  const weekday = new Intl.DateTimeFormat(texts.language, { weekday: length, timeZone: "UTC" });
  return days.map((_, day) => weekday.format(Date.UTC(2026, 5, day + 1)));
}

// The day or the month that a part of the course begins with.
const begin = (part, by) => (by === "month" ? part.begin.slice(0, 7) : part.begin);

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
              <th scope="row">${begin(part, by)}</th>
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
    <table class="pairs">
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
                  <td class="number" data-label=${texts.say(`report.${measure}`)}>${cell(row, measure)}</td>
                  <td class="number before" data-label=${texts.say("report.before")}>${cell(old.get(row.key), measure)}</td>
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

function hours(days, texts) {
  const shown = busy(days);
  const letters = weekdays(days, texts, "narrow");
  if (!shown.length) {
    return nothing;
  }
  return html`
    <table class="week">
      <thead>
        <tr>
          <th scope="col">${texts.say("course.hour")}</th>
          ${weekdays(days, texts).map((day, i) => html`<th scope="col" class="number"><span>${day}</span><i>${letters[i]}</i></th>`)}
        </tr>
      </thead>
      <tbody>
        ${shown.map(
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
