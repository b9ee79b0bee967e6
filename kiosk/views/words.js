// What an answer says: what, who, and up to two lines about where, since when and what to do next.

import { timeOfDay } from "../app/time.js";
import { nameAmong } from "../app/room-names.js";

export function words(state, texts) {
  const { answer } = state.result;
  const decision = answer.repeats ?? answer.decision;
  if (decision === "recorded") {
    return { title: texts.say("recorded.title"), who: null, lines: [texts.say("recorded.line")] };
  }
  return decision === "refused" ? refused(answer, state, texts) : visit(decision, answer, state, texts);
}

function visit(decision, answer, state, texts) {
  const key = decision === "undone" && answer.ended !== "voided" ? "undone.open" : decision;
  const closed = decision === "undone" && answer.ended === "closing";
  const values = {
    room: nameAmong(state.rooms, answer.room, texts),
    time: timeOfDay(answer.arrived),
    until: timeOfDay(answer.at),
    stay: stay(answer.minutes ?? 0, texts),
  };
  const arrived = decision === "arrived";
  const night = arrived && answer.outside_hours ? [outsideHours("outside-hours", state, texts)] : [];
  const guests = arrived && !answer.who ? [texts.say("guests.leave")] : [];
  return {
    title: texts.say(`${key}.title`),
    who: answer.who ?? texts.say("party", { n: answer.party }),
    lines: [closed ? texts.say("closed-out") : texts.say(`${key}.line`, values), ...guests, ...night],
  };
}

function stay(minutes, texts) {
  if (minutes < 1) {
    return texts.say("moment");
  }
  const hours = Math.floor(minutes / 60);
  const parts = [hours && texts.say("hours", { n: hours }), minutes % 60 && texts.say("minutes", { n: minutes % 60 })];
  return parts.filter(Boolean).join(" ");
}

// When the centre is open today, where somebody comes who it is not open for.
function outsideHours(key, state, texts) {
  const hours = state.centre.hours.map(({ opens, closes }) => `${opens}–${closes}`).join(texts.say("and"));
  return hours ? texts.say(key, { hours }) : texts.say("closed-today");
}

// Who must see the staff is told when they are there, if that is not now.
function refused(answer, state, texts) {
  const why = answer.hint ?? answer.reason;
  const next = ["room-full", "room-closed"].includes(answer.reason) && answer.rooms.length ? "rooms" : "next";
  const staff = ["unknown-card", "blocked", "expired", "see-staff"].includes(answer.reason);
  const night = answer.outside_hours && staff ? [outsideHours("staff-hours", state, texts)] : [];
  return {
    title: texts.say(`refused.${why}.title`),
    who: answer.who ?? null,
    lines: [texts.say(`refused.${why}.${next}`), ...night],
  };
}
