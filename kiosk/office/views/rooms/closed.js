// When something is closed, in words: days of the week, and days of the calendar.

export const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

// form: how long the word is, as Intl takes it.
export function weekday(key, { language }, form = "long") {
  const day = new Date(A_MONDAY + WEEK.indexOf(key) * DAY_MS);
  return new Intl.DateTimeFormat(language, { weekday: form, timeZone: "UTC" }).format(day);
}

// day: such as 2027-01-01.
export function dayWords(day, { language }) {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

// closed: true, false, or a list of both.
export function closedWords(closed, texts) {
  if (!Array.isArray(closed)) {
    return texts.say(closed ? "room.closed.always" : "room.closed.never");
  }
  const words = closed.map((day) => (WEEK.includes(day) ? weekday(day, texts, "short") : dayWords(day, texts)));
  return listed(words, texts);
}

export function listed(words, { language }) {
  return new Intl.ListFormat(language, { style: "narrow" }).format(words);
}
