// Each reader, signal and panel with how it is and the cure; for administrators also what else is plugged in, and
// whether a reader reads and a lamp is lit when somebody tries it.

import { html, nothing } from "lit-html";
import { ask } from "../app/api.js";
import { Repeated } from "../app/repeated.js";
import { Page } from "./page.js";
import { configured } from "./devices/configured.js";
import { plugged } from "./devices/plugged.js";

export function devices(office) {
  return new Devices(office);
}

class Devices extends Page {
  name = "devices";
  devices = null;
  // What is plugged in, once it was asked for; and of each I²C bus what answers there.
  plugged = null;
  scans = new Map();
  #rooms = new Map();
  #repeated = new Repeated(() => this.load());

  get isAdmin() {
    return this.office.session.role === "admin";
  }

  async ask() {
    const [{ devices: all }, { rooms }, found] = await Promise.all([
      ask("devices"),
      ask("rooms"),
      this.isAdmin ? ask("devices/plugged") : null,
    ]);
    this.devices = all;
    this.#rooms = new Map(rooms.map(({ id, name }) => [id, name]));
    this.plugged = found;
  }

  get rooms() {
    return [...this.#rooms];
  }

  roomName(id) {
    return this.#rooms.get(id) ?? id;
  }

  close() {
    super.close();
    this.#repeated.close();
    this.dialog?.end?.();
  }

  content() {
    return this.devices && html`${configured(this)} ${this.plugged ? plugged(this) : nothing}`;
  }
}
