// What the pages ask the kiosk for.

import { pageName } from "./page-name.js";

// A question that was answered with an error.
export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

// Asks for a resource under /api/v1, which needs a member of staff who has unlocked this page, and gives its JSON.
//
// body: what is to be done, if anything is; tag: as what it is done to was told.
// Throws Refused if the kiosk says no, and what fetch throws if it does not answer.
export async function ask(path, body, tag) {
  return askOpenly(`/api/v1/${path}`, body, tag);
}

// The same for what needs nobody.
export async function askOpenly(path, body, tag) {
  const response = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: {
      "Daka-Page": pageName,
      ...(body && { "Content-Type": "application/json" }),
      ...(tag && { "If-Match": `"${tag}"` }),
    },
    body: body && JSON.stringify(body),
  });
  return answer(response);
}

async function answer(response) {
  const text = await response.text();
  const json = text ? JSON.parse(text) : null;
  if (!response.ok) {
    throw new Refused(response.status, json?.detail ?? "");
  }
  return json;
}
