// The rooms by floor, each with who is in it; and who has left again today.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { languageOf, nameOf } from "../../../kiosk/app/room-names.js";
import { timeOfDay } from "../../../kiosk/app/time.js";

export function rooms(today, open) {
  const floors = Map.groupBy(today.now.rooms, (room) => room.floor);
  return [...floors]
    .sort(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }))
    .map(
      ([floor, all]) => html`
        <h3><bdi>${floor}</bdi></h3>
        <ul class="rooms">${repeat(all, (room) => room.id, (room) => inRoom(room, today, open))}</ul>
      `,
    );
}

function inRoom(room, today, open) {
  const visits = today.inside.filter((visit) => visit.room === room.id);
  return html`
    <li class="room" data-room=${room.id}>
      ${visits.length
        ? html`<details>
            <summary>${fill(room, today)}</summary>
            <ul class="people">${repeat(visits, (visit) => visit.visit, (visit) => person(visit, today, open))}</ul>
          </details>`
        : html`<div class="summary">${fill(room, today)}</div>`}
    </li>
  `;
}

function fill(room, { texts }) {
  const words = room.closed ? "room.closed" : room.inside >= room.capacity ? "room.full" : null;
  return html`
    <bdi class="room-name" lang=${languageOf(room, texts) ?? nothing}>${nameOf(room, texts)}</bdi>
    ${words ? html`<span class="tag">${texts.say(words)}</span>` : nothing}
    <span class="room-count"><b>${room.inside}</b> / ${room.capacity}</span>
    <progress max=${Math.max(1, room.capacity)} value=${Math.min(room.inside, room.capacity)} aria-label=${nameOf(room, texts)}></progress>
  `;
}

function person(visit, { texts }, open) {
  return html`
    <li>
      <bdi class="person">${who(visit, texts)}</bdi>
      <span>${texts.say("since", { time: timeOfDay(visit.arrived) })}</span>
      ${step(visit, texts, open)}
    </li>
  `;
}

function step(visit, texts, open) {
  const words = texts.say("today.correct");
  return html`
    <button data-visit=${visit.visit} aria-label=${`${words} ${who(visit, texts)}`} @click=${() => open(visit)}>${words}</button>
  `;
}

export function who({ name, party }, texts) {
  return name ?? texts.say("party", { n: party });
}

export function left(today, open) {
  const { texts } = today;
  return today.left.length
    ? html`
        <details class="left">
          <summary>${texts.say("today.left", { n: today.left.length })}</summary>
          <ul class="people">${repeat(today.left, (visit) => visit.visit, (visit) => gone(visit, today, open))}</ul>
        </details>
      `
    : nothing;
}

function gone(visit, { texts }, open) {
  return html`
    <li>
      <bdi class="person">${who(visit, texts)}</bdi>
      <span>${timeOfDay(visit.arrived)}–${timeOfDay(visit.departed)}</span>
      ${step(visit, texts, open)}
    </li>
  `;
}
