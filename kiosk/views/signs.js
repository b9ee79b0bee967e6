// The signs that say without words what was decided, and what a button does.

import { html, svg } from "lit-html";

const STROKES = {
  check: svg`<path d="M12 34l14 14 26-30"/>`,
  leave: svg`<path d="M28 10H12v44h16M26 32h28M42 20l12 12-12 12"/>`,
  move: svg`<path d="M8 22h44M40 10l12 12-12 12M56 44H12M24 32L12 44l12 12"/>`,
  inside: svg`<path d="M36 10h16v44H36M6 32h30M24 20l12 12-12 12"/>`,
  "come-in": svg`<path d="M36 10h16v44H36M6 32h30M24 20l12 12-12 12"/>`,
  undo: svg`<path d="M22 12L8 26l14 14M8 26h30a15 15 0 0 1 0 30H24"/>`,
  stop: svg`<path d="M16 16l32 32M48 16L16 48"/>`,
  people: svg`<path d="M24 30a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 54c0-12 7-18 16-18s16 6 16 18M42 14a8 8 0 0 1 0 15M46 37c6 1 10 7 10 17"/>`,
  card: svg`<path d="M6 16h52v34H6zM6 27h52M14 40h12"/>`,
  number: svg`<path d="M16 8h32v48H16zM24 18h16M24 30h2M38 30h2M24 40h2M38 40h2M31 48h2"/>`,
  warning: svg`<path d="M32 8l27 47H5zM32 26v13M32 47v1"/>`,
  light: svg`<path d="M24 44c0-8-8-10-8-20a16 16 0 0 1 32 0c0 10-8 12-8 20zM26 54h12"/>`,
  board: svg`<path d="M8 10h48v34H8zM20 36V26M32 36V18M44 36V30M22 56h20"/>`,
  lock: svg`<path d="M14 28h36v28H14zM22 28V18a10 10 0 0 1 20 0v10M32 38v8"/>`,
  unlock: svg`<path d="M14 28h36v28H14zM22 28V16a10 10 0 0 1 19-4M32 38v8"/>`,
  list: svg`<path d="M22 16h32M22 32h32M22 48h32M8 16h2M8 32h2M8 48h2"/>`,
  print: svg`<path d="M18 24V8h28v16M18 46H8V24h48v22H46M18 38h28v18H18z"/>`,
  plus: svg`<path d="M32 12v40M12 32h40"/>`,
  erase: svg`<path d="M22 14h34v36H22L6 32zM32 24l14 16M46 24L32 40"/>`,
  bell: svg`<path d="M32 6v7M12 47c6-5 6-10 6-18a14 14 0 0 1 28 0c0 8 0 13 6 18zM26 56h12"/>`,
  previous: svg`<path d="M40 12L20 32l20 20"/>`,
  next: svg`<path d="M24 12l20 20-20 20"/>`,
};

// Those that point somewhere point the other way in languages that are written from the right.
const POINTING = new Set(["leave", "move", "inside", "come-in", "undo", "list", "erase", "previous", "next"]);

export function sign(name) {
  return html`<svg class="sign" ?data-pointing=${POINTING.has(name)} viewBox="0 0 64 64" aria-hidden="true">${STROKES[name]}</svg>`;
}
