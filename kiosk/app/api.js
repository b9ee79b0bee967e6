// What the pages ask the kiosk for with the key of a member of staff.

// A question that was answered with an error.
export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

// Asks for a resource under /api/v1 and gives its JSON.
//
// Throws Refused if the kiosk says no, and what fetch throws if it does not answer.
export async function ask(key, path, body) {
  const response = await fetch(`/api/v1/${path}`, {
    method: body ? "POST" : "GET",
    headers: { Authorization: `Bearer ${key}`, ...(body && { "Content-Type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  return answer(response);
}

// Asks for what needs no key.
export async function askOpenly(path, body) {
  const response = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: body && { "Content-Type": "application/json" },
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
