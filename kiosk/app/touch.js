// Tells the kiosk what a finger did. The answer arrives with the next state, on every page.

export async function touch(what, body) {
  const response = await fetch(`/screen/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.headers.get("Content-Type") !== "application/json") {
    throw new Error(`${what} was answered with ${response.status}`);
  }
}
