// Times as the centre's wall shows them.

export function clock(zone, language, now = new Date()) {
  return format(language, now, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

export function date(zone, language, now = new Date()) {
  return format(language, now, { timeZone: zone, month: "long", day: "numeric", weekday: "long" });
}

function format(language, now, options) {
  return new Intl.DateTimeFormat(language, options).format(now);
}

// The time of day within an RFC 3339 time, as it was at the centre.
export function timeOfDay(rfc3339) {
  return rfc3339.slice(11, 16);
}
