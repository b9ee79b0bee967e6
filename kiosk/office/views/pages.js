// The pages of the office, in the order of the navigation, and which roles may see each. One that is `beside` is
// reached from others.

import { about } from "./about.js";
import { accounts } from "./accounts.js";
import { copies } from "./copies.js";
import { devices } from "./devices.js";
import { forwarding } from "./forwarding.js";
import { people } from "./people.js";
import { reports } from "./reports.js";
import { rooms } from "./rooms.js";
import { settings } from "./settings.js";
import { sheets } from "./sheets.js";
import { today } from "./today.js";
import { visits } from "./visits.js";

const ALL = ["auditor", "staff", "admin"];

export const PAGES = [
  { path: "", name: "today", roles: ALL, open: today },
  { path: "visits", name: "visits", roles: ["auditor", "admin"], open: visits },
  { path: "reports", name: "reports", roles: ["auditor", "admin"], open: reports },
  { path: "people", name: "people", roles: ["admin"], open: people },
  { path: "rooms", name: "rooms", roles: ["staff", "admin"], open: rooms },
  { path: "accounts", name: "accounts", roles: ALL, open: accounts },
  { path: "devices", name: "devices", roles: ["staff", "admin"], open: devices },
  { path: "forwarding", name: "forwarding", roles: ["admin"], open: forwarding },
  { path: "copies", name: "copies", roles: ["admin"], open: copies },
  { path: "settings", name: "settings", roles: ["admin"], open: settings },
  { path: "about", name: "about", roles: ALL, open: about },
  { path: "sheets", name: "sheets", roles: ALL, open: sheets, beside: true },
];
