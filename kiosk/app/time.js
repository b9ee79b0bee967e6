// Times and dates as the centre's wall shows them.

export function clock(zone, language, now = new Date()) {
  return format(language, now, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

export function date(zone, language, now = new Date()) {
  return format(language, now, { timeZone: zone, month: "long", day: "numeric", weekday: "long" });
}

// The day of the Chinese calendar: the year's name, the month, and the day as the calendar on the
// wall writes it. Chromium knows the calendar, but not these numerals for its days.
export function lunarDate(zone, language, now = new Date()) {
  const parts = formatter(`${language}-u-ca-chinese`, {
    timeZone: zone,
    year: "numeric",
    month: "long",
    day: "numeric",
  }).formatToParts(now);
  const part = (type) => parts.find((each) => each.type === type)?.value ?? "";
  const day = Number(part("day"));
  return { year: part("yearName"), month: part("month"), day: language.startsWith("zh") ? dayName(day) : day };
}

function dayName(day) {
  if (day % 10 === 0) {
    return ["初十", "二十", "三十"][day / 10 - 1];
  }
  return ["初", "十", "廿"][Math.floor(day / 10)] + "一二三四五六七八九"[(day % 10) - 1];
}

// The hour it is at the centre, 0 to 23.
export function hour(zone, now = new Date()) {
  return Number(clock(zone, "en", now).slice(0, 2));
}

function format(language, now, options) {
  return formatter(language, options).format(now);
}

// With the digits of the keypad and of codes in every language.
function formatter(language, options) {
  return new Intl.DateTimeFormat(language, { numberingSystem: "latn", ...options });
}

// The time of day within an RFC 3339 time, as it was at the centre.
export function timeOfDay(rfc3339) {
  return rfc3339.slice(11, 16);
}
