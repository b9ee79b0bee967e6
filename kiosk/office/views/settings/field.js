// One setting: how it is called, how it is shown and typed, and what was meant.

import { html, nothing } from "lit-html";

export function nameOf({ table, index, key }) {
  return [table, ...(index === undefined ? [] : [index]), key].join(".");
}

// What it means, in the language of the page.
export function label({ table, key }, texts) {
  const found = [`setting.${table}.${key}`, `setting.${key}`].find((each) => texts.has(each));
  return found ? texts.say(found) : key;
}

// A value as it is typed; with texts as it is read.
export function shown(value, texts = null) {
  if (Array.isArray(value)) {
    return value.join(", ");
  }
  return texts && typeof value === "boolean" ? texts.say(value ? "yes" : "no") : String(value);
}

// What was typed, as a value; nothing typed switches the setting off, and its default counts.
export function valueOf({ kind, value }, typed) {
  const text = typed.trim();
  if (!text) {
    return null;
  }
  switch (kind) {
    case "number":
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    case "flag":
      return text === "true";
    case "list":
    case "choices": {
      const items = text.split(/[,，、\s]+/).filter(Boolean);
      return typeof value === "string" && items.length === 1 ? items[0] : items;
    }
    default:
      return text;
  }
}

export function input(setting, typed, texts, type) {
  const { kind, choices, value, required } = setting;
  const now = typed ?? (value === undefined ? "" : shown(value));
  if (kind === "flag" || kind === "choice") {
    const words = kind === "flag" ? ["true", "false"] : choices;
    return html`
      <select @change=${(event) => type(event.target.value)}>
        ${required && now ? nothing : html`<option value="" ?selected=${!now}>${texts.say("settings.by-default")}</option>`}
        ${words.map((word) => html`<option value=${word} ?selected=${word === now}>${kind === "flag" ? shown(word === "true", texts) : word}</option>`)}
      </select>
    `;
  }
  return html`
    <input
      type="text"
      inputmode=${kind === "number" ? "numeric" : nothing}
      .value=${now}
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      @input=${(event) => type(event.target.value)}
    />
  `;
}
