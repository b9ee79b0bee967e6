// A person by the full name, or how many guests.

export function who(visit, texts) {
  return visit.name ?? texts.say("party", { n: visit.party });
}
