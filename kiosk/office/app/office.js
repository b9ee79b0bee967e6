// The office: who is signed in, which page is open, and what is drawn.

import { html, nothing, render } from "lit-html";
import { Texts } from "../../kiosk/app/texts.js";
import { ask, onSignedOut, send } from "./api.js";
import { follow, go, here } from "./address.js";
import { Untouched } from "./untouched.js";
import { frame } from "../views/frame.js";
import { neededFactor } from "../views/accounts/second-factor.js";
import { recovery } from "../views/recovery.js";
import { setup } from "../views/setup.js";
import { setupRestore } from "../views/setup-restore.js";
import { signIn, signInOver } from "../views/sign-in.js";
import { PAGES } from "../views/pages.js";

const FOLDERS = ["/kiosk/texts", "/office/texts"];
const LANGUAGE = "daka-language";

// What whoever is not signed in finds by its address; at each other one they are asked to sign in.
const DOORS = new Map([
  ["setup", setup],
  ["setup/restore", setupRestore],
  ["recover", recovery],
]);

function door() {
  const { page, rest } = here();
  return DOORS.get([page, ...rest].join("/"));
}

export class Office {
  texts;
  languages;
  // Whether the kiosk's screen invites the first administrator: then there is nobody who could sign in.
  isFirst = false;
  // Who is signed in, or null; and what does not change while they are.
  session = null;
  about;
  page = null;
  // Whether a narrow window shows where one may go, who is signed in, and the languages.
  isMenuOpen = false;
  // What follows once somebody has signed in over the page.
  #again = null;

  async open() {
    await this.#arrive();
    const kept = localStorage.getItem(LANGUAGE);
    await this.#load(this.languages.includes(kept) ? kept : this.languages[0]);
    onSignedOut(() => this.#signedOut());
    new Untouched(() => this.#untouched()).watch();
    follow(() => this.#show());
    // Nothing is drawn before that is known: a form that is drawn twice loses the place of whoever types in it.
    await this.#begin(await this.#whoAmI());
  }

  async #arrive() {
    ({ languages: this.languages, setup: this.isFirst } = await (await fetch("/office/doorstep.json")).json());
  }

  async #load(language) {
    this.texts = await Texts.load([language], FOLDERS);
    localStorage.setItem(LANGUAGE, language);
  }

  async speak(language) {
    await this.#load(language);
    this.draw();
  }

  openMenu(isOpen) {
    this.isMenuOpen = isOpen;
    this.draw();
  }

  async #whoAmI() {
    try {
      return (await send("GET", "session", { isOpen: true })).value;
    } catch {
      return null;
    }
  }

  async #begin(session) {
    this.session = session;
    this.about = session && !session.otp_needed ? await ask("about") : null;
    this.#show();
  }

  // Somebody has signed in, where nobody was or over a page whose session had ended. Another person
  // begins anew: the page was not theirs.
  async signedIn() {
    const session = await this.#whoAmI();
    const again = this.#again;
    if (again && session.name === this.session.name && session.role === this.session.role) {
      this.#again = null;
      this.session = session;
      this.draw();
      again.done();
    } else if (again) {
      location.assign("/");
    } else {
      await this.#begin(session);
      if (door()) {
        go("/");
      }
    }
  }

  // What is known of who is signed in has changed.
  async renew() {
    this.session = await this.#whoAmI();
    this.draw();
  }

  // The kiosk goes by other settings.
  async learn() {
    await this.#arrive();
    this.about = await ask("about");
    this.draw();
  }

  // All who ask meanwhile wait for the one who signs in.
  #signedOut() {
    if (!this.session) {
      location.assign("/");
    }
    this.#again ??= Promise.withResolvers();
    this.#again.done = this.#again.resolve;
    this.draw();
    return this.#again.promise;
  }

  get isSignedOut() {
    return this.#again !== null;
  }

  async #untouched() {
    if (this.session && !this.isSignedOut) {
      await this.#end();
      this.#signedOut();
    }
  }

  async signOut() {
    await this.#end();
    this.page?.close?.();
    this.page = null;
    this.session = null;
    this.about = null;
    go("/");
  }

  async #end() {
    try {
      await send("DELETE", "session", { isOpen: true });
    } catch (error) {
      console.warn(error);
    }
  }

  // Whether the role that is signed in may see a page.
  may(page) {
    return page.roles.includes(this.session.role);
  }

  #show() {
    this.page?.close?.();
    this.page = null;
    this.isMenuOpen = false;
    const address = here();
    const page = PAGES.find((each) => each.path === address.page);
    if (this.about && page && this.may(page)) {
      this.page = page.open(this, address);
    }
    this.draw();
    (document.querySelector("[autofocus]") ?? document.querySelector("h1"))?.focus();
    scrollTo(0, 0);
  }

  draw() {
    document.documentElement.lang = this.texts.language;
    document.documentElement.dir = this.texts.direction;
    document.title = this.#title();
    render(this.#view(), document.body);
    const dialog = document.querySelector("dialog.over");
    if (dialog && !dialog.open) {
      dialog.showModal();
    }
  }

  #title() {
    const page = this.session && PAGES.find((each) => each.path === here().page);
    const centre = this.about ? ` · ${this.about.centre}` : "";
    return (page ? this.texts.say(`nav.${page.name}`) : this.texts.say("office")) + centre;
  }

  #view() {
    if (!this.session) {
      return (door() ?? (this.isFirst ? setup : signIn))(this);
    }
    return html`${this.about ? frame(this) : neededFactor(this)} ${this.isSignedOut ? signInOver(this) : nothing}`;
  }
}

new Office().open().catch((error) => {
  document.body.textContent = String(error);
});
