package daka.bench;

import daka.store.OpenStore;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// What the pages of the office ask for when they are opened, page by page; where one asks for
/// several things, each is a line.
final class OfficePages {
  private static final String VISITS =
      "SELECT v.id, v.resident, r.name, v.party, v.room, v.arrived, v.departed, v.ended, v.reader,"
          + " v.evidence FROM visits v%s LEFT JOIN residents r ON r.id = v.resident WHERE ";
  private static final String ROOMS =
      "SELECT r.id, r.name, r.language, r.floor, r.capacity, r.position, t.language, t.name FROM"
          + " rooms r LEFT JOIN room_translations t ON t.room = r.id ORDER BY r.position";
  private static final String INSIDE =
      "SELECT room, sum(party) FROM visits INDEXED BY visits_open WHERE departed IS NULL GROUP BY"
          + " room";
  private static final String PERSON =
      "SELECT r.id, r.name, r.role, r.phone, r.born, r.language, r.note, r.child, c.id, c.kind,"
          + " c.blocked, c.expires FROM %s r LEFT JOIN cards c ON c.resident = r.id ";
  private final long resident;
  private final String phone;
  private final LocalDate today = LocalDate.now(OpenStore.ZONE);
  private final long midnight = begin(today);

  OfficePages(OfficeStore store) {
    resident = (long) store.first() + store.people() / 2 + 1;
    phone = "%04d".formatted(resident % 10_000);
  }

  private static long begin(LocalDate day) {
    return day.atStartOfDay(OpenStore.ZONE).toInstant().toEpochMilli();
  }

  List<OfficePage> all() {
    List<OfficePage> pages = new ArrayList<>();
    pages.addAll(today());
    pages.addAll(visits());
    pages.addAll(people());
    pages.addAll(person());
    pages.add(duplicates());
    pages.addAll(rooms());
    pages.add(report());
    pages.addAll(machine());
    return pages;
  }

  private List<OfficePage> today() {
    return List.of(
        OfficePage.of(
            "today",
            "today",
            ROOMS,
            INSIDE,
            "SELECT (arrived - %1$d) / 3600000, sum(party) FROM visits v WHERE arrived >= %1$d AND"
                    .formatted(midnight)
                + " ended IS NOT 'voided' AND NOT EXISTS (SELECT 1 FROM visits p WHERE p.resident ="
                + " v.resident AND p.arrived BETWEEN v.arrived - 86400000 AND v.arrived AND"
                + " +p.ended = 'moved' AND p.departed = v.arrived) GROUP BY 1",
            "SELECT count(*) FROM set_aside"),
        OfficePage.of(
            "today: who is in",
            "inside",
            VISITS.formatted(" INDEXED BY visits_open")
                + "v.departed IS NULL ORDER BY v.arrived, v.id"),
        OfficePage.of(
            "today: who has left",
            "left",
            VISITS.formatted(" INDEXED BY visits_by_arrival")
                + "v.arrived >= %d AND v.departed IS NOT NULL AND v.ended NOT IN ('moved', 'voided')"
                    .formatted(midnight)
                + " ORDER BY v.departed DESC LIMIT 100"),
        OfficePage.of(
            "today: unknown cards", "waiting", "SELECT code, kind, reader, at FROM waiting"));
  }

  private List<OfficePage> visits() {
    String log = VISITS.formatted(" INDEXED BY visits_by_arrival");
    String order = " ORDER BY v.arrived, v.id LIMIT 51";
    return List.of(
        OfficePage.of("visits, first page", "visits?from=2000-01-01&limit=50", log + "1" + order),
        OfficePage.of(
            "visits of today",
            "visits?from=%1$s&to=%1$s&limit=50".formatted(today),
            log + "v.arrived >= " + midnight + order),
        OfficePage.of(
            "visits of a person",
            "visits?resident=%d&limit=50".formatted(resident),
            VISITS.formatted(" INDEXED BY visits_by_resident")
                + "v.resident = "
                + resident
                + order),
        OfficePage.of("visits: rooms", "occupancy", ROOMS, INSIDE),
        OfficePage.of(
            "visits: readers",
            "visits/traits",
            "WITH RECURSIVE each (reader) AS (SELECT min(reader) FROM visits UNION ALL SELECT"
                + " (SELECT min(v.reader) FROM visits v WHERE v.reader > each.reader) FROM each"
                + " WHERE each.reader IS NOT NULL) SELECT reader FROM each"),
        OfficePage.of(
                "visits: totals of today, apart",
                "visits/totals?from=%1$s&to=%1$s".formatted(today),
                "SELECT count(*), sum(party), sum(ended IS 'voided') FROM visits WHERE arrived >= "
                    + midnight)
            .apart(),
        OfficePage.of(
                "visits: totals of all, apart",
                "visits/totals",
                "SELECT count(*), sum(party), sum(ended IS 'voided') FROM visits")
            .apart());
  }

  private List<OfficePage> people() {
    return List.of(
        OfficePage.of(
            "people, first page",
            "residents?limit=50",
            PERSON.formatted("(SELECT * FROM residents ORDER BY id LIMIT 51)") + "ORDER BY r.id"),
        OfficePage.of(
            "people by the end of a telephone",
            "residents?limit=50&search=" + phone,
            PERSON.formatted(
                    "(SELECT * FROM residents WHERE instr(lower(name), '%1$s') OR substr(phone, -4) ="
                            .formatted(phone)
                        + " '%s' ORDER BY id LIMIT 51)".formatted(phone))
                + "ORDER BY r.id"));
  }

  /// What people type to find others, which no SQL can: characters find whoever sounds alike, too.
  static List<String> typedNames() {
    return List.of("wang", "wxy", "xiuying", "lijg", "zhangw", "zzz", "秀英");
  }

  private List<OfficePage> person() {
    String one = "residents/" + resident;
    return List.of(
        OfficePage.of("a person", one, PERSON.formatted("residents") + "WHERE r.id = " + resident),
        OfficePage.of(
            "a person: consents",
            one + "/consents",
            "SELECT * FROM consents WHERE resident = " + resident),
        OfficePage.of(
            "a person: family",
            one + "/family",
            "SELECT f.*, r.name FROM family f JOIN residents r ON r.id = f.relative WHERE resident"
                + " = "
                + resident
                + " UNION ALL SELECT f.*, r.name FROM family f JOIN residents r ON r.id ="
                + " f.resident WHERE relative = "
                + resident),
        OfficePage.of(
            "a person: merges", one + "/merges", "SELECT * FROM merges WHERE kept = " + resident));
  }

  /// The SQL knows nothing of half width and of two who are said to be two people.
  private static OfficePage duplicates() {
    String visits =
        "(SELECT count(*) FROM visits WHERE resident = %1$s AND ended IS NOT 'voided'), (SELECT"
            + " max(arrived) FROM visits WHERE resident = %1$s)";
    return OfficePage.of(
        "duplicates",
        "residents/duplicates",
        """
        WITH pairs AS (
          SELECT one.id AS one, other.id AS other,
            iif(one.phone = other.phone, 0, iif(one.born LIKE other.born || '%%' OR other.born LIKE one.born || '%%', 1, 2)) AS reason
          FROM residents one JOIN residents other ON other.name = one.name AND other.id > one.id
          UNION ALL
          SELECT one.id, other.id, 3
          FROM residents one JOIN residents other ON other.phone = one.phone AND other.id > one.id AND other.name <> one.name),
          best AS (SELECT * FROM pairs ORDER BY reason, other DESC, one LIMIT 50)
        SELECT best.*, a.*, b.*, %s, %s FROM best
          JOIN residents a ON a.id = best.one JOIN residents b ON b.id = best.other\
        """
            .formatted(visits.formatted("best.one"), visits.formatted("best.other")));
  }

  private static List<OfficePage> rooms() {
    return List.of(
        OfficePage.of("rooms", "rooms", ROOMS, INSIDE, "SELECT * FROM room_closures"),
        OfficePage.of("rooms: hours", "hours"),
        OfficePage.of("rooms: readers", "readers"));
  }

  /// The last whole month, and the same a year before.
  private OfficePage report() {
    YearMonth month = YearMonth.from(today).minusMonths(1);
    List<String> queries = new ArrayList<>();
    for (YearMonth each : List.of(month, month.minusYears(1))) {
      long from = begin(each.atDay(1));
      String span =
          "arrived >= %d AND arrived < %d".formatted(from, begin(each.plusMonths(1).atDay(1)));
      ReportTimes.BARE.forEach(
          query -> queries.add(query.replace("WHERE ", "WHERE " + span + " AND +")));
      queries.add(
          "SELECT count(*) FROM (SELECT DISTINCT resident AS id FROM visits WHERE "
              + span
              + ") r WHERE EXISTS (SELECT 1 FROM visits WHERE resident = r.id AND arrived < "
              + from
              + " AND +ended IS NOT 'voided')");
    }
    return OfficePage.of(
        "reports, a month",
        "reports/visits?from=%s&to=%s".formatted(month.atDay(1), month.atEndOfMonth()),
        queries.toArray(String[]::new));
  }

  private static List<OfficePage> machine() {
    return List.of(
        OfficePage.of("devices", "devices"),
        OfficePage.of("devices: plugged in", "devices/plugged"),
        OfficePage.of(
            "forwarding",
            "forwarding",
            "SELECT max(number) FROM journal",
            "SELECT * FROM set_aside ORDER BY cursor, number"),
        OfficePage.of("settings", "settings"),
        OfficePage.of("accounts", "accounts", "SELECT id, name, role, resident, otp FROM accounts"),
        OfficePage.of("accounts: tokens", "tokens", "SELECT * FROM tokens"),
        OfficePage.of("accounts: sessions", "sign-ins", "SELECT * FROM sign_ins"),
        OfficePage.of(
            "audit, first page",
            "audit",
            "SELECT a.number, a.entry, a.hash, r.salt, r.reason FROM audit a LEFT JOIN"
                + " audit_reasons r ON r.number = a.number ORDER BY a.number LIMIT 101"),
        OfficePage.of("about", "about"),
        OfficePage.of("about: storage", "storage"));
  }
}
