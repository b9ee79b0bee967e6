// What the office asks the kiosk for. A session that has ended is begun anew over what is on the
// page, and the question is asked once more, so that nothing that was typed is lost.

// A question that was answered with an error.
export class Refused extends Error {
  // tag: of what the problem tells as it is now, if it does
  constructor(status, problem, { retryAfter, tag } = {}) {
    super(problem.detail ?? "");
    this.status = status;
    this.problem = problem;
    this.tag = tag;
    this.retryAfter = Number(retryAfter ?? 0);
  }
}

let signInAgain;

// Says who gets somebody signed in again: a function that gives a promise.
export function onSignedOut(handle) {
  signInAgain = handle;
}

// Gives what is at a path under /api/v1.
export async function ask(path) {
  return (await send("GET", path)).value;
}

// Asks for something to be done, and gives what comes back: `value`, its `tag` and the `next` page.
//
// with.body: JSON; with.file: bytes, whatever they are; with.tag: of what is changed; with.isNew: it must not be there yet;
// with.isOpen: whether it needs no session.
export async function send(method, path, { body, file, tag, isNew = false, isOpen = false } = {}) {
  const response = await fetch(`/api/v1/${path}`, {
    method,
    headers: {
      Accept: "application/json",
      ...(body && { "Content-Type": "application/json" }),
      ...(file && { "Content-Type": "application/octet-stream" }),
      ...(tag && { "If-Match": tag }),
      ...(isNew && { "If-None-Match": "*" }),
    },
    body: file ?? (body && JSON.stringify(body)),
  });
  if (response.status === 401 && !isOpen) {
    await signInAgain();
    return send(method, path, { body, file, tag, isNew });
  }
  const text = await response.text();
  if (!response.ok) {
    const { headers } = response;
    throw new Refused(response.status, problem(text), { retryAfter: headers.get("Retry-After"), tag: headers.get("ETag") });
  }
  return { value: text ? JSON.parse(text) : null, tag: response.headers.get("ETag"), next: next(response) };
}

// What stands between may answer in words of its own.
function problem(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

// The address of the next page (RFC 8288), as a query.
function next(response) {
  const link = response.headers.get("Link")?.match(/<([^>]*)>\s*;\s*rel="?next"?/);
  return link ? new URL(link[1], response.url).search : null;
}
