// What an answer says: what, who, and up to two lines about where, since when and what to do next.

import { timeOfDay } from "../app/time.js";

export function words(state, texts) {
  const { answer } = state.result;
  const decision = answer.repeats ?? answer.decision;
  return decision === "refused" ? refused(answer, state, texts) : visit(decision, answer, state, texts);
}

function visit(decision, answer, state, texts) {
  const key = decision === "undone" && answer.ended !== "voided" ? "undone.open" : decision;
  const values = {
    room: roomName(answer.room, state),
    time: timeOfDay(answer.arrived),
    until: timeOfDay(answer.at),
    stay: stay(answer.minutes ?? 0, texts),
  };
  const arrived = decision === "arrived";
  const night = arrived && answer.outside_hours ? [texts.say("outside-hours", hours(state))] : [];
  const guests = arrived && !answer.who ? [texts.say("guests.leave")] : [];
  return {
    title: texts.say(`${key}.title`),
    who: answer.who ?? texts.say("party", { n: answer.party }),
    lines: [texts.say(`${key}.line`, values), ...guests, ...night],
  };
}

export function roomName(id, state) {
  return state.rooms.find((room) => room.id === id)?.name ?? id;
}

function stay(minutes, texts) {
  if (minutes < 1) {
    return texts.say("moment");
  }
  const hours = Math.floor(minutes / 60);
  const parts = [hours && texts.say("hours", { n: hours }), minutes % 60 && texts.say("minutes", { n: minutes % 60 })];
  return parts.filter(Boolean).join(" ");
}

function hours(state) {
  return { opens: state.centre.opens, closes: state.centre.closes ?? "24:00" };
}

// Who must see the staff is told when they are there, if that is not now.
function refused(answer, state, texts) {
  const next = answer.reason === "room-full" && answer.rooms.length ? "rooms" : "next";
  const staff = ["unknown-card", "blocked", "expired"].includes(answer.reason);
  const night = answer.outside_hours && staff ? [texts.say("staff-hours", hours(state))] : [];
  return {
    title: texts.say(`refused.${answer.reason}.title`),
    who: answer.who ?? null,
    lines: [texts.say(`refused.${answer.reason}.${next}`), ...night],
  };
}
