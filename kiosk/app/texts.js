// The words of one language, and the direction it is written in.

export class Texts {
  static #loaded = new Map();

  #words;
  #plural;

  constructor(language, words) {
    this.language = language;
    this.direction = direction(language);
    this.#words = words;
    this.#plural = new Intl.PluralRules(language);
  }

  // Loads languages once; a page that has them can speak them when the kiosk is lost. The first is
  // the centre's own. Each folder has a file a language.
  static async load(languages, folders = ["/kiosk/texts"]) {
    await Promise.all(languages.map((language) => Texts.#loaded.get(language) ?? Texts.#fetch(language, folders)));
    return Texts.in(languages[0]);
  }

  static async #fetch(language, folders) {
    const words = await Promise.all(folders.map((folder) => Texts.#read(`${folder}/${language}.json`)));
    Texts.#loaded.set(language, new Texts(language, Object.assign({}, ...words)));
  }

  static async #read(file) {
    const response = await fetch(file);
    if (!response.ok) {
      throw new Error(`there are no texts at ${file}: ${response.status}`);
    }
    return response.json();
  }

  // The words of a language that was loaded, or undefined.
  static in(language) {
    return Texts.#loaded.get(language);
  }

  // The text of this key, with {name} replaced by values.name. A key that is missing shows itself.
  say(key, values = {}) {
    return (this.#find(key, values.n) ?? key).replace(/\{(\w+)\}/g, (_, name) => this.#value(values[name] ?? ""));
  }

  has(key) {
    return key in this.#words;
  }

  // In the plural form of n, if it is given; one that is missing is said as the general one.
  #find(key, n) {
    const forms = n === undefined ? [] : [`${key}.${this.#plural.select(n)}`, `${key}.other`];
    return this.#words[[...forms, key].find((form) => this.has(form))];
  }

  // A value keeps its own order within words that are written from the right: Unicode's first strong isolate.
  #value(value) {
    return this.direction === "rtl" ? `\u2068${value}\u2069` : value;
  }
}

// Which way a language is written, as CLDR has it; browsers offer it as a method or, before, as a member.
function direction(language) {
  const locale = new Intl.Locale(language);
  return (locale.getTextInfo?.() ?? locale.textInfo)?.direction ?? "ltr";
}
