// Choosing the span of a report: a month, a quarter, or any days.

import { html } from "lit-html";
import { choice } from "../form.js";

const QUARTERS = [1, 2, 3, 4];
const YEARS = 11;

// So many months from this one on.
export function monthSpan(year, month, months) {
  const last = new Date(Date.UTC(year, month - 1 + months, 0));
  return { by: months === 1 ? "month" : "quarter", from: `${year}-${String(month).padStart(2, "0")}-01`, to: last.toISOString().slice(0, 10) };
}

// chosen: gets what the address is to hold.
export function spanForm(query, texts, chosen) {
  const by = query.get("by") ?? "span";
  const [year, month] = (query.get("from") ?? "2026-01").split("-").map(Number);
  const apply = (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget));
    chosen({ ...span(by, fields), ...(fields.hide && { hide: "true" }) });
  };
  return html`
    <form class="filter" data-form="span" @submit=${apply}>
      <label class="field">
        <span>${texts.say("report.by")}</span>
        <select name="by" @change=${(event) => chosen(turned(event.target.value, year, month, query))}>
          ${["month", "quarter", "span"].map((each) => html`<option value=${each} ?selected=${each === by}>${texts.say(`report.by.${each}`)}</option>`)}
        </select>
      </label>
      ${by === "span" ? days(query, texts) : parts(by, year, month, texts)}
      <label class="pick"><input type="checkbox" name="hide" value="true" .checked=${query.get("hide") === "true"} /> ${texts.say("report.hide")}</label>
      <button class="main" data-step="report">${texts.say("filter.show")}</button>
    </form>
  `;
}

function span(by, fields) {
  if (by === "span") {
    return { by, from: fields.from, to: fields.to };
  }
  return by === "month" ? monthSpan(Number(fields.year), Number(fields.month), 1) : monthSpan(Number(fields.year), Number(fields.quarter) * 3 - 2, 3);
}

// The same days, as far as the other kind of span has them.
function turned(by, year, month, query) {
  const hide = query.get("hide") === "true" ? { hide: "true" } : {};
  if (by === "span") {
    return { by, from: query.get("from"), to: query.get("to"), ...hide };
  }
  return { ...(by === "month" ? monthSpan(year, month, 1) : monthSpan(year, Math.floor((month - 1) / 3) * 3 + 1, 3)), ...hide };
}

function days(query, texts) {
  return html`
    <label class="field"><span>${texts.say("filter.from")}</span><input type="date" name="from" required .value=${query.get("from") ?? ""} /></label>
    <label class="field"><span>${texts.say("filter.to")}</span><input type="date" name="to" required .value=${query.get("to") ?? ""} /></label>
  `;
}

function parts(by, year, month, texts) {
  const newest = Math.max(year, new Date().getFullYear());
  const years = Array.from({ length: YEARS }, (_, i) => String(newest - i));
  const months = new Intl.DateTimeFormat(texts.language, { month: "long", timeZone: "UTC" });
  return html`
    ${choice("year", texts.say("report.year"), (years.includes(String(year)) ? years : [...years, String(year)]).map((each) => [each, each]), String(year))}
    ${by === "month"
      ? choice("month", texts.say("report.by.month"), Array.from({ length: 12 }, (_, i) => [String(i + 1), months.format(Date.UTC(2026, i, 1))]), String(month))
      : choice("quarter", texts.say("report.by.quarter"), QUARTERS.map((each) => [String(each), texts.say("report.quarter", { n: each })]), String(Math.ceil(month / 3)))}
  `;
}
