// Tells the kiosk what a finger did. The answer arrives with the next state, on every page.

import { pageName } from "./page-name.js";

// Gives for how many seconds the kiosk is held up and has done nothing, or 0.
export async function touch(what, body) {
  const response = await fetch(`/screen/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Daka-Page": pageName },
    body: JSON.stringify(body),
  });
  if (response.status === 429) {
    return Number(response.headers.get("Retry-After")) || 1;
  }
  if (response.headers.get("Content-Type") !== "application/json") {
    throw new Error(`${what} was answered with ${response.status}`);
  }
  return 0;
}
