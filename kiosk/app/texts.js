// The words of one language.

export class Texts {
  static #loaded = new Map();

  #words;
  #plural;

  constructor(language, words) {
    this.language = language;
    this.#words = words;
    this.#plural = new Intl.PluralRules(language);
  }

  // Loads a language once; a page that has it can speak it when the kiosk is lost.
  static async of(language) {
    if (!Texts.#loaded.has(language)) {
      const response = await fetch(`/kiosk/texts/${language}.json`);
      if (!response.ok) {
        throw new Error(`there are no texts in ${language}: ${response.status}`);
      }
      Texts.#loaded.set(language, new Texts(language, await response.json()));
    }
    return Texts.#loaded.get(language);
  }

  // The text of this key, with {name} replaced by values.name. A key that is missing shows itself.
  say(key, values = {}) {
    const text = this.#words[`${key}.${this.#form(values.n)}`] ?? this.#words[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  #form(n) {
    return n === undefined ? "" : this.#plural.select(n);
  }
}
