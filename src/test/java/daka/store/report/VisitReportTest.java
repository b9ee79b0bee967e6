package daka.store.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import daka.store.OpenStore;
import daka.store.file.Sql;
import daka.store.report.VisitFigures.OfPart;
import daka.store.report.VisitFigures.OfRoom;
import daka.store.visits.ManyVisits;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitReportTest {
  private static final Span NOVEMBER = span("2026-11-01", "2026-11-30");

  @TempDir Path folder;
  private OpenStore store;
  private VisitReport report;
  private long last;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    report = new VisitReport(store.database, OpenStore.ZONE);
    for (String card : List.of("W-1", "W-2", "W-3")) {
      store.resident("王小明", card);
    }
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private static Span span(String from, String to) {
    return new Span(LocalDate.parse(from), LocalDate.parse(to));
  }

  private static @Nullable Long millis(@Nullable String local) {
    return local == null
        ? null
        : LocalDateTime.parse(local).atZone(OpenStore.ZONE).toInstant().toEpochMilli();
  }

  /// A visit of one resident, or, if that is null, of so many guests.
  private void visit(
      @Nullable Integer resident,
      int party,
      String room,
      String arrived,
      @Nullable String departed,
      @Nullable String ended)
      throws SQLException {
    last++;
    store.database.write(
        connection ->
            Sql.change(
                connection,
                "INSERT INTO visits (id, resident, party, room, reader, arrived, departed, ended,"
                    + " evidence) VALUES (?, ?, ?, ?, 'door', ?, ?, ?, ?)",
                last,
                resident,
                party,
                room,
                millis(arrived),
                millis(departed),
                ended,
                resident == null ? "none" : "qr"));
  }

  @Test
  void each_person_who_comes_in_is_a_visit_and_each_resident_a_person() throws SQLException {
    visit(1, 1, "hall", "2026-11-02T09:00", "2026-11-02T10:00", "tap");
    visit(1, 1, "hall", "2026-11-09T09:00", "2026-11-09T09:20", "screen");
    visit(2, 1, "sports", "2026-11-09T23:59", "2026-11-10T00:10", "staff");
    visit(null, 6, "hall", "2026-11-30T23:00", null, null);
    visit(3, 1, "hall", "2026-12-01T00:00", null, null);
    VisitFigures figures = report.figures(NOVEMBER);
    assertEquals(9, figures.visits());
    assertEquals(2, figures.people());
    assertEquals(6, figures.guests());
    assertEquals(2, figures.hours().getFirst().get(9), "two Mondays at nine");
    assertEquals(7, figures.hours().getFirst().get(23), "one on the 9th, six on the 30th");
    assertEquals(
        List.of(new OfRoom("hall", 8, 1, 40L, 2), new OfRoom("sports", 1, 1, 11L, 1)),
        figures.rooms());
    assertEquals(new OfPart(LocalDate.parse("2026-11-09"), 2, 2, 0), figures.course().get(8));
    assertEquals(30, figures.course().size());
  }

  @Test
  void whoever_moves_to_another_room_came_once_and_stayed_for_the_whole() throws SQLException {
    visit(1, 1, "hall", "2026-10-31T23:50", "2026-11-01T00:10", "moved");
    visit(1, 1, "sports", "2026-11-01T00:10", "2026-11-01T00:30", "tap");
    visit(2, 1, "hall", "2026-11-03T09:00", "2026-11-03T09:30", "moved");
    visit(2, 1, "sports", "2026-11-03T09:30", "2026-11-03T10:00", "moved");
    visit(2, 1, "party", "2026-11-03T10:00", "2026-11-03T10:10", "tap");
    visit(null, 3, "hall", "2026-11-03T09:00", "2026-11-03T09:30", "moved");
    visit(null, 3, "sports", "2026-11-03T09:30", "2026-11-03T10:30", "staff");
    VisitFigures figures = report.figures(NOVEMBER);
    assertEquals(4, figures.visits(), "one, and three guests; who moved in October came then");
    assertEquals(1, figures.people());
    assertEquals(5, figures.stays().known());
    assertEquals(90L, figures.stays().median());
    assertEquals(
        List.of("hall", "party", "sports"), figures.rooms().stream().map(OfRoom::room).toList());
    assertEquals(5, figures.rooms().getLast().visits());
  }

  @Test
  void what_was_voided_never_was_and_what_closing_ended_has_no_length() throws SQLException {
    visit(1, 1, "hall", "2026-11-02T09:00", "2026-11-02T09:01", "voided");
    visit(2, 1, "hall", "2026-11-02T09:00", "2026-11-02T21:00", "closing");
    VisitFigures figures = report.figures(NOVEMBER);
    assertEquals(1, figures.visits());
    assertEquals(0, figures.stays().known());
    assertNull(figures.stays().mean());
    assertNull(figures.rooms().getFirst().minutes());
  }

  @Test
  void who_came_before_the_span_returns_and_all_others_are_new() throws SQLException {
    visit(1, 1, "hall", "2025-03-02T09:00", "2025-03-02T09:30", "tap");
    visit(2, 1, "hall", "2026-10-02T09:00", "2026-10-02T09:01", "voided");
    for (int resident = 1; resident <= 3; resident++) {
      visit(resident, 1, "hall", "2026-11-02T09:00", "2026-11-02T09:30", "tap");
    }
    VisitFigures figures = report.figures(NOVEMBER);
    assertEquals(1, figures.returning());
    assertEquals(2, figures.firstTime());
    assertEquals(Optional.of(LocalDate.parse("2025-03-02")), report.since());
  }

  @Test
  void ages_are_those_on_the_last_day_and_who_was_erased_is_of_unknown_age() throws SQLException {
    store.execute("UPDATE residents SET born = '1966-11-30' WHERE id = 1");
    store.execute("UPDATE residents SET born = '1966-12-01' WHERE id = 2");
    for (int resident = 1; resident <= 3; resident++) {
      visit(resident, 1, "hall", "2026-11-02T09:00", "2026-11-02T09:30", "tap");
    }
    visit(null, 1, "hall", "2026-11-03T09:00", "2026-11-03T09:30", "tap");
    store.execute("UPDATE visits SET evidence = 'qr' WHERE id = " + last);
    VisitFigures figures = report.figures(NOVEMBER);
    assertEquals(
        List.of("35-59 1 1", "60-69 1 1", "unknown 2 1"),
        figures.ages().stream()
            .filter(age -> age.visits() > 0)
            .map(age -> age.band().wireName() + " " + age.visits() + " " + age.people())
            .toList());
    assertEquals(0, figures.guests());
    assertEquals(4, figures.visits());
  }

  @Test
  void a_birth_of_which_only_the_year_or_the_month_is_known_counts_as_passed() {
    LocalDate on = LocalDate.parse("2026-06-30");
    assertEquals(AgeBand.UNDER_70, AgeBand.of("1966", on));
    assertEquals(AgeBand.UNDER_70, AgeBand.of("1966-06", on));
    assertEquals(AgeBand.UNDER_60, AgeBand.of("1966-07", on));
    assertEquals(AgeBand.UNDER_14, AgeBand.of("2012-07-01", on));
    assertEquals(AgeBand.UNDER_18, AgeBand.of("2012-06-30", on));
    assertEquals(AgeBand.OLDER, AgeBand.of("1900", on));
    assertEquals(AgeBand.UNKNOWN, AgeBand.of(null, on));
  }

  @Test
  void the_year_before_has_the_same_days() {
    assertEquals(span("2025-11-01", "2025-11-30"), NOVEMBER.yearBefore());
    assertEquals(span("2024-02-01", "2024-02-29"), span("2025-02-01", "2025-02-28").yearBefore());
    assertEquals(span("2023-02-01", "2023-02-28"), span("2024-02-01", "2024-02-29").yearBefore());
    assertEquals(span("2025-11-30", "2025-12-03"), span("2026-11-30", "2026-12-03").yearBefore());
  }

  @Test
  void a_long_span_tells_its_course_by_months_and_figures_do_not_depend_on_batches()
      throws SQLException {
    store.execute("DELETE FROM residents");
    ManyVisits.write(
        store.database,
        25_000,
        LocalDate.parse("2026-01-01").atStartOfDay(OpenStore.ZONE).toInstant());
    VisitFigures year = report.figures(span("2026-01-01", "2026-12-31"));
    long[] plain =
        store.database.read(
            connection ->
                Sql.all(
                        connection,
                        "SELECT sum(party), count(DISTINCT resident),"
                            + " sum(party) FILTER (WHERE resident IS NULL),"
                            + " sum(party) FILTER (WHERE ended <> 'closing') FROM visits",
                        row ->
                            new long[] {
                              row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)
                            })
                    .getFirst());
    assertEquals(plain[0], year.visits());
    assertEquals(plain[1], year.people());
    assertEquals(plain[1], year.firstTime());
    assertEquals(plain[2], year.guests());
    assertEquals(plain[3], year.stays().known());
    assertEquals(12, year.course().size());
    assertEquals(LocalDate.parse("2026-03-01"), year.course().get(2).begin());
    assertEquals(plain[0], year.course().stream().mapToLong(OfPart::visits).sum());
    assertEquals(
        plain[0], year.hours().stream().flatMap(List::stream).mapToLong(Long::longValue).sum());
  }
}
