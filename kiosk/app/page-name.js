// The name of this page, drawn when it is loaded: what staff unlock on it is not unlocked on another page of
// the same browser. It is no secret; the browser proves itself with a cookie that scripts cannot read.

const KIND = location.pathname.startsWith("/board") ? "board" : "screen";
const DIGITS = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0"));

export const pageName = `${KIND}-${DIGITS.join("")}`;
