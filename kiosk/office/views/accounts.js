// One's own account, where one is signed in, and for administrators everybody's.

import { html, nothing } from "lit-html";
import { ask } from "../app/api.js";
import { Page } from "./page.js";
import { list } from "./accounts/list.js";
import { own } from "./accounts/own.js";
import { signIns } from "./accounts/sign-ins.js";
import { tokens } from "./accounts/tokens.js";

export function accounts(office) {
  const page = new Accounts(office);
  page.load();
  return page;
}

class Accounts extends Page {
  name = "accounts";
  accounts = [];
  tokens = [];
  signIns = null;

  get isAdmin() {
    return this.office.session.role === "admin";
  }

  async ask() {
    const [{ sign_ins: signIns }, all, programs] = await Promise.all([
      ask("sign-ins"),
      this.isAdmin ? ask("accounts") : { accounts: [] },
      this.isAdmin ? ask("tokens") : { tokens: [] },
    ]);
    this.signIns = signIns;
    this.accounts = all.accounts;
    this.tokens = programs.tokens;
  }

  content() {
    return this.signIns && html`${own(this)} ${this.isAdmin ? list(this) : nothing} ${signIns(this)} ${this.isAdmin ? tokens(this) : nothing}`;
  }
}
