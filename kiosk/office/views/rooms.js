// The rooms of the centre, when it is open, and where taps at each reader go.

import { html } from "lit-html";
import { ask } from "../app/api.js";
import { Page } from "./page.js";
import { hours } from "./rooms/hours.js";
import { list } from "./rooms/list.js";
import { readers } from "./rooms/readers.js";

export function rooms(office) {
  const page = new Rooms(office);
  page.load();
  return page;
}

class Rooms extends Page {
  name = "rooms";
  // In their order.
  rooms = null;
  hours;
  readers;
  kioskRoom;

  get isAdmin() {
    return this.office.session.role === "admin";
  }

  async ask() {
    const [{ rooms: all }, open, placed] = await Promise.all([ask("rooms"), ask("hours"), ask("readers")]);
    this.hours = open;
    this.readers = placed.readers;
    this.kioskRoom = placed.kiosk_room;
    this.rooms = all;
  }

  content() {
    return this.rooms && html`${list(this)} ${hours(this)} ${readers(this)}`;
  }
}
