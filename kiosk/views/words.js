// What an answer says: a title and up to two lines.

import { timeOfDay } from "../app/time.js";

export function words(state, texts) {
  const { answer } = state.result;
  const decision = answer.repeats ?? answer.decision;
  return decision === "refused" ? refused(answer, texts) : visit(decision, answer, state, texts);
}

function visit(decision, answer, state, texts) {
  const key = decision === "undone" && answer.ended !== "voided" ? "undone.open" : decision;
  const room = state.rooms.find(({ id }) => id === answer.room)?.name ?? answer.room;
  const values = { room, time: timeOfDay(answer.arrived), stay: stay(answer.minutes ?? 0, texts) };
  const night = answer.outside_hours && decision === "arrived" ? [texts.say("outside-hours", hours(state))] : [];
  return {
    title: texts.say(`${key}.title`),
    lines: [`${who(answer, texts)} ${texts.say(`${key}.line`, values)}`, ...night],
  };
}

function who(answer, texts) {
  return answer.who ? answer.who : texts.say("party", { n: answer.party });
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

function refused(answer, texts) {
  const next = answer.rooms.length ? "rooms" : "next";
  return {
    title: texts.say(`refused.${answer.reason}.title`),
    lines: [
      ...(answer.who ? [answer.who] : []),
      texts.say(answer.reason === "room-full" ? `refused.room-full.${next}` : `refused.${answer.reason}.next`),
    ],
  };
}
