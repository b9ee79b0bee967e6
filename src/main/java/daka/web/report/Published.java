package daka.web.report;

import daka.store.report.Span;
import daka.store.report.StayBand;
import daka.store.report.VisitFigures;
import daka.store.report.VisitFigures.OfAge;
import daka.store.report.VisitFigures.OfPart;
import daka.store.report.VisitFigures.OfRoom;
import daka.web.report.Report.Figures;
import daka.web.report.Report.Part;
import daka.web.report.Report.Row;
import daka.web.report.Report.Stays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Figures as they may be published: in each table, what would tell of fewer than five is hidden so
/// that it cannot be computed back from the table's sum.
///
/// What is a sum of several tables (visits, people, guests) is hidden with all of them if it is
/// small, or if one of them would still tell by it.
final class Published {
  private static final String GUESTS = "guests";

  private final VisitFigures figures;
  private final boolean hide;
  private final boolean noVisits;
  private final boolean noPeople;

  private Published(VisitFigures figures, boolean hide) {
    this.figures = figures;
    this.hide = hide;
    this.noVisits =
        hide
            && (Hiding.isSmall(figures.visits())
                || isTold(visitsByAge())
                || isTold(cells(figures.course(), OfPart::visits))
                || isTold(figures.hours().stream().flatMap(List::stream)));
    this.noPeople =
        hide
            && (Hiding.isSmall(figures.people())
                || isTold(LongStream.of(figures.firstTime(), figures.returning()).boxed())
                || isTold(cells(figures.ages(), OfAge::people)));
  }

  /// @param names of the rooms by their ids, in the order of the rooms
  static Figures of(VisitFigures figures, Span span, Map<String, String> names, boolean hide) {
    return new Published(figures, hide).figures(span, names);
  }

  private Figures figures(Span span, Map<String, String> names) {
    List<@Nullable Long> visitsByAge = told(visitsByAge(), noVisits);
    @Nullable Long guests = visitsByAge.getLast();
    List<@Nullable Long> first =
        told(LongStream.of(figures.firstTime(), figures.returning()).boxed(), noPeople);
    return new Figures(
        span.from().toString(),
        span.to().toString(),
        noVisits ? null : (Long) figures.visits(),
        noPeople ? null : (Long) figures.people(),
        guests,
        first.getFirst(),
        first.getLast(),
        stays(),
        rooms(names),
        hours(),
        ages(visitsByAge),
        course(guests == null));
  }

  private Stays stays() {
    VisitFigures.Stays stays = figures.stays();
    boolean none =
        noVisits || (hide && (Hiding.isSmall(stays.known()) || isTold(stays.bands().stream())));
    List<@Nullable Long> bands = told(stays.bands().stream(), none);
    return new Stays(
        none ? null : (Long) stays.known(),
        none ? null : stays.mean(),
        none ? null : stays.median(),
        IntStream.range(0, bands.size())
            .mapToObj(i -> new Row(StayBand.ALL.get(i).wireName(), null, bands.get(i), null, null))
            .toList());
  }

  private List<Row> rooms(Map<String, String> names) {
    List<String> order = List.copyOf(names.keySet());
    List<OfRoom> rooms =
        figures.rooms().stream()
            .sorted(Comparator.comparingInt(room -> place(room, order)))
            .toList();
    List<@Nullable Long> visits = told(cells(rooms, OfRoom::visits), noVisits);
    List<@Nullable Long> people = told(cells(rooms, OfRoom::people), noPeople);
    return IntStream.range(0, rooms.size())
        .mapToObj(
            i -> {
              OfRoom room = rooms.get(i);
              boolean few = hide && (visits.get(i) == null || Hiding.isSmall(room.known()));
              return new Row(
                  room.room(),
                  names.getOrDefault(room.room(), room.room()),
                  visits.get(i),
                  people.get(i),
                  few ? null : room.minutes());
            })
        .toList();
  }

  /// Rooms that are no more come last.
  private static int place(OfRoom room, List<String> order) {
    int place = order.indexOf(room.room());
    return place < 0 ? order.size() : place;
  }

  private List<List<@Nullable Long>> hours() {
    List<@Nullable Long> all = told(figures.hours().stream().flatMap(List::stream), noVisits);
    List<List<@Nullable Long>> days = new ArrayList<>();
    int first = 0;
    for (List<Long> day : figures.hours()) {
      days.add(all.subList(first, first + day.size()));
      first += day.size();
    }
    return days;
  }

  private List<Row> ages(List<@Nullable Long> visits) {
    List<@Nullable Long> people = told(cells(figures.ages(), OfAge::people), noPeople);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      String band = figures.ages().get(i).band().wireName();
      rows.add(new Row(band, null, visits.get(i), people.get(i), null));
    }
    rows.add(new Row(GUESTS, null, visits.getLast(), null, null));
    return rows;
  }

  private List<Part> course(boolean noGuests) {
    List<OfPart> course = figures.course();
    List<@Nullable Long> visits = told(cells(course, OfPart::visits), noVisits);
    List<@Nullable Long> people = told(cells(course, OfPart::people), noPeople);
    boolean none = noGuests || (hide && isTold(cells(course, OfPart::guests)));
    List<@Nullable Long> guests = told(cells(course, OfPart::guests), none);
    return IntStream.range(0, course.size())
        .mapToObj(
            i ->
                new Part(
                    course.get(i).begin().toString(), visits.get(i), people.get(i), guests.get(i)))
        .toList();
  }

  /// The last is of guests.
  private Stream<Long> visitsByAge() {
    return Stream.concat(cells(figures.ages(), OfAge::visits), Stream.of(figures.guests()));
  }

  private static <T> Stream<Long> cells(List<T> rows, Function<T, Long> cell) {
    return rows.stream().map(cell);
  }

  private static boolean isTold(Stream<Long> cells) {
    return Hiding.isTold(cells.mapToLong(Long::longValue).toArray());
  }

  /// @param none whether the sum is hidden, and so all that makes it up
  private List<@Nullable Long> told(Stream<Long> all, boolean none) {
    long[] cells = all.mapToLong(Long::longValue).toArray();
    boolean[] hidden = hide ? Hiding.of(cells) : new boolean[cells.length];
    List<@Nullable Long> told = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      told.add(none || hidden[i] ? null : (Long) cells[i]);
    }
    return told;
  }
}
