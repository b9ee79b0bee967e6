// The signs that say without words what was decided.

import { html, svg } from "lit-html";

const STROKES = {
  check: svg`<path d="M12 34l14 14 26-30"/>`,
  leave: svg`<path d="M28 10H12v44h16M26 32h28M42 20l12 12-12 12"/>`,
  move: svg`<path d="M8 22h44M40 10l12 12-12 12M56 44H12M24 32L12 44l12 12"/>`,
  inside: svg`<path d="M36 10h16v44H36M6 32h30M24 20l12 12-12 12"/>`,
  undo: svg`<path d="M22 12L8 26l14 14M8 26h30a15 15 0 0 1 0 30H24"/>`,
  stop: svg`<path d="M16 16l32 32M48 16L16 48"/>`,
  people: svg`<path d="M24 30a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 54c0-12 7-18 16-18s16 6 16 18M42 14a8 8 0 0 1 0 15M46 37c6 1 10 7 10 17"/>`,
  card: svg`<path d="M6 16h52v34H6zM6 27h52M14 40h12"/>`,
  warning: svg`<path d="M32 8l27 47H5zM32 26v13M32 47v1"/>`,
};

export function sign(name) {
  return html`<svg class="sign" viewBox="0 0 64 64" aria-hidden="true">${STROKES[name]}</svg>`;
}
