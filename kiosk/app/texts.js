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

  // Loads languages once; a page that has them can speak them when the kiosk is lost. The first is
  // the centre's own.
  static async load(languages) {
    await Promise.all(languages.map((language) => Texts.#loaded.get(language) ?? Texts.#fetch(language)));
    return Texts.in(languages[0]);
  }

  static async #fetch(language) {
    const response = await fetch(`/kiosk/texts/${language}.json`);
    if (!response.ok) {
      throw new Error(`there are no texts in ${language}: ${response.status}`);
    }
    Texts.#loaded.set(language, new Texts(language, await response.json()));
  }

  // The words of a language that was loaded, or undefined.
  static in(language) {
    return Texts.#loaded.get(language);
  }

  // The text of this key, with {name} replaced by values.name. A key that is missing shows itself.
  say(key, values = {}) {
    const text = this.#words[`${key}.${this.#form(values.n)}`] ?? this.#words[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  has(key) {
    return key in this.#words;
  }

  #form(n) {
    return n === undefined ? "" : this.#plural.select(n);
  }
}
