// All that is kept of one person, to be read, printed, or given to them as one file.

import { html, nothing } from "lit-html";
import { ask } from "../../app/api.js";
import { Page } from "../page.js";

const FIELDS = ["name", "role", "phone", "born", "language", "note"];

export function everything(office, id) {
  return new Everything(office, id);
}

class Everything extends Page {
  name = "people";
  #id;
  #all = null;

  constructor(office, id) {
    super(office);
    this.#id = id;
  }

  async ask() {
    this.#all ??= await ask(`residents/${this.#id}/everything`);
  }

  content() {
    const { texts } = this;
    return (
      this.#all &&
      html`
        <p class="steps unprinted">
          <a class="button" href="/people/${this.#id}">${texts.say("everything.back")}</a>
          <button data-step="print" @click=${() => print()}>${texts.say("everything.print")}</button>
          <button data-step="save-file" @click=${() => this.#save()}>${texts.say("everything.save")}</button>
        </p>
        <article id="everything">${this.#sheet()}</article>
      `
    );
  }

  #sheet() {
    const { texts } = this;
    const all = this.#all;
    const { resident } = all;
    const what = (key, value) => html`<tr><th scope="row">${texts.say(key)}</th><td><bdi>${value}</bdi></td></tr>`;
    return html`
      <h2>${texts.say("person.everything")}</h2>
      <p>${this.office.about.centre} · ${when(all.at)}</p>
      <table>
        <tbody>
          ${FIELDS.filter((name) => resident[name]).map((name) =>
            what(`person.${name}`, name === "role" ? texts.say(`person.role.${resident.role}`) : resident[name]),
          )}
          ${resident.child ? what("person.child", "✓") : nothing} ${what("duplicates.registered", when(all.registered))}
          ${all.account ? what("nav.accounts", `${all.account.name} (${all.account.role})`) : nothing}
          ${what("everything.code", all.code ? "✓" : "–")} ${what("everything.pseudonyms", all.pseudonyms.join(" "))}
        </tbody>
      </table>
      ${this.#table("cards", all.cards, ["card.kind", "duplicates.registered", "card.expires", "everything.state"], (card) => [
        texts.say(`card.${card.kind}`),
        when(card.registered),
        card.expires ?? "–",
        texts.say(card.blocked ? "card.blocked" : "card.good"),
      ])}
      ${this.#table("consents", all.consents, ["consent.guardian", "consent.scope", "consent.given", "consent.withdrawn"], (consent) => [
        [consent.guardian, consent.relation].filter(Boolean).join(" "),
        consent.scope.map((each) => texts.say(`consent.${each}`)).join(texts.say("list.comma")),
        consent.given,
        consent.withdrawn ?? "–",
      ])}
      ${this.#table("family", all.family, ["family.is", "person.name"], ({ relation, name }) => [texts.say(`relation.${relation}`), name])}
      ${this.#table("merges", all.merged, ["person.name", "duplicates.registered", "everything.said"], ({ said, at }) => [
        said.name,
        when(at),
        FIELDS.filter((name) => name !== "name" && name !== "role" && said[name]).map((name) => said[name]).join(texts.say("list.comma")) || "–",
      ])}
      ${this.#table("person.visits", all.visits, ["filter.room", "everything.arrived", "everything.departed", "everything.by"], (visit) => [
        visit.room,
        when(visit.arrived),
        visit.departed ? when(visit.departed) : "–",
        [visit.reader, visit.evidence, visit.ended, visit.override].filter(Boolean).join(" · "),
      ])}
      ${this.#table("everything.audit", all.audit, ["everything.at", "everything.who", "everything.did"], ({ entry, reason }) => [
        when(entry.at),
        entry.who,
        [entry.action, (entry.fields ?? []).join(" "), reason].filter(Boolean).join(" · "),
      ])}
      <p>${texts.say("everything.elsewhere")}</p>
    `;
  }

  #table(title, rows, heads, cells) {
    const { texts } = this;
    return html`
      <h3>${texts.say(title)} (${rows.length})</h3>
      ${rows.length
        ? html`
            <table>
              <thead><tr>${heads.map((head) => html`<th scope="col">${texts.say(head)}</th>`)}</tr></thead>
              <tbody>${rows.map((row) => html`<tr>${cells(row).map((cell) => html`<td><bdi>${cell}</bdi></td>`)}</tr>`)}</tbody>
            </table>
          `
        : nothing}
    `;
  }

  // One page that opens in any browser, with nothing it would have to fetch.
  #save() {
    const page = document.implementation.createHTMLDocument(this.texts.say("person.everything"));
    page.documentElement.lang = this.texts.language;
    page.documentElement.dir = this.texts.direction;
    const charset = page.createElement("meta");
    charset.setAttribute("charset", "utf-8");
    page.head.prepend(charset);
    page.body.append(page.importNode(document.querySelector("#everything"), true));
    page.querySelectorAll("table").forEach((table) => table.setAttribute("border", "1"));
    const file = new Blob([`<!doctype html>\n${page.documentElement.outerHTML}`], { type: "text/html" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `resident-${this.#id}.html`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}

// The centre's clocks, to the minute.
function when(time) {
  return time.slice(0, 16).replace("T", " ");
}
