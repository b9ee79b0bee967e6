package daka.store.report;

import daka.store.report.VisitFigures.OfAge;
import daka.store.report.VisitFigures.OfPart;
import daka.store.report.VisitFigures.OfRoom;
import daka.store.report.VisitFigures.Stays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Counts visits one after the other, in the order of arrival. Not safe for several threads.
final class Tally {
  private static final int HOURS = 24;
  private static final int WEEKDAYS = 7;
  private static final long MINUTE = 60_000;

  /// Longer stays are all alike to the median.
  private static final int LONGEST_MINUTES = 24 * 60;

  private static final String MOVED = "moved";

  /// Ends that nobody saw: none, an estimate, and one that does not count.
  private static final List<String> UNSEEN = List.of("", "closing");

  private static final String VOIDED = "voided";

  private final Span span;
  private final CentreHour clock;
  private final long from;
  private final Map<Long, AgeBand> bands;

  /// Who went on to another room at what time, and since when they are in the centre.
  private final Map<Onward, Long> onward = new HashMap<>();

  private final BitSet people = new BitSet();
  private final Map<String, RoomTally> rooms = new TreeMap<>();
  private final long[][] hours = new long[WEEKDAYS][HOURS];
  private final Map<AgeBand, Long> visitsByAge = new EnumMap<>(AgeBand.class);
  private final long[] visitsByPart;
  private final long[] guestsByPart;
  private final BitSet[] peopleByPart;
  private final Minutes minutes = new Minutes();
  private long visits;
  private long guests;
  private long hour = Long.MIN_VALUE;
  private int part;
  private int weekday;

  /// @param who the resident, or less than 0 for a party of so many guests
  private record Onward(long who, long at) {}

  private static final class RoomTally {
    long visits;
    final BitSet people = new BitSet();
    final Minutes minutes = new Minutes();
  }

  /// Stays by their whole minutes.
  private static final class Minutes {
    final long[] counts = new long[LONGEST_MINUTES + 1];
    long known;
    long sum;

    void add(long millis, int party) {
      int whole = (int) Math.min(LONGEST_MINUTES, millis / MINUTE);
      counts[whole] += party;
      known += party;
      sum += party * (millis / MINUTE);
    }

    @Nullable Long mean() {
      return known == 0 ? null : Math.round((double) sum / known);
    }

    /// The stay that half of them did not exceed.
    @Nullable Long median() {
      long passed = 0;
      for (int whole = 0; whole <= LONGEST_MINUTES; whole++) {
        passed += counts[whole];
        if (known > 0 && passed * 2 >= known) {
          return (long) whole;
        }
      }
      return null;
    }

    List<Long> bands() {
      Map<StayBand, Long> bands = new EnumMap<>(StayBand.class);
      for (int whole = 0; whole <= LONGEST_MINUTES; whole++) {
        bands.merge(StayBand.of(whole), counts[whole], Long::sum);
      }
      return Arrays.stream(StayBand.values()).map(band -> bands.getOrDefault(band, 0L)).toList();
    }
  }

  /// @param from when the span begins; visits of before only tell who went on from them
  /// @param bands of the people whose birth is known
  Tally(Span span, CentreHour clock, long from, Map<Long, AgeBand> bands) {
    this.span = span;
    this.clock = clock;
    this.from = from;
    this.bands = bands;
    int parts = span.parts();
    this.visitsByPart = new long[parts];
    this.guestsByPart = new long[parts];
    this.peopleByPart = Stream.generate(BitSet::new).limit(parts).toArray(BitSet[]::new);
  }

  /// @param who the resident, 0 for guests, -1 for somebody who was erased
  /// @param departed -1 while the visit is open
  void add(long arrived, long who, int party, String room, long departed, String ended) {
    if (ended.equals(VOIDED)) {
      return;
    }
    long key = who > 0 ? who : -party;
    Long since = onward.isEmpty() ? null : onward.remove(new Onward(key, arrived));
    long began = since == null ? arrived : since;
    if (ended.equals(MOVED)) {
      onward.put(new Onward(key, departed), began);
    }
    if (arrived < from) {
      return;
    }
    turnTo(arrived);
    if (since == null) {
      cameIn(arrived, who, party);
    }
    boolean seen = !UNSEEN.contains(ended);
    if (seen && !ended.equals(MOVED)) {
      minutes.add(departed - began, party);
    }
    RoomTally inRoom = rooms.computeIfAbsent(room, _ -> new RoomTally());
    inRoom.visits += party;
    if (who > 0) {
      inRoom.people.set((int) who);
    }
    if (seen) {
      inRoom.minutes.add(departed - arrived, party);
    }
  }

  /// Most visits begin in the hour of the one before.
  private void turnTo(long arrived) {
    long now = clock.hours(arrived);
    if (now != hour) {
      hour = now;
      LocalDate day = clock.day(arrived);
      part = span.part(day);
      weekday = day.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
    }
  }

  private void cameIn(long arrived, long who, int party) {
    visits += party;
    visitsByPart[part] += party;
    hours[weekday][(int) Math.floorMod(clock.hours(arrived), (long) HOURS)] += party;
    if (who == 0) {
      guests += party;
      guestsByPart[part] += party;
    } else {
      visitsByAge.merge(band(who), (long) party, Long::sum);
    }
    if (who > 0) {
      people.set((int) who);
      peopleByPart[part].set((int) who);
    }
  }

  private AgeBand band(long who) {
    return bands.getOrDefault(who, AgeBand.UNKNOWN);
  }

  /// Who came, by the ids of the register.
  BitSet people() {
    return people;
  }

  /// @param before how many of the people had been here before
  VisitFigures figures(long before) {
    long all = people.cardinality();
    return new VisitFigures(
        visits,
        all,
        guests,
        all - before,
        before,
        new Stays(minutes.known, minutes.mean(), minutes.median(), minutes.bands()),
        rooms.entrySet().stream()
            .map(
                room ->
                    new OfRoom(
                        room.getKey(),
                        room.getValue().visits,
                        room.getValue().people.cardinality(),
                        room.getValue().minutes.mean(),
                        room.getValue().minutes.known))
            .toList(),
        Arrays.stream(hours).map(row -> Arrays.stream(row).boxed().toList()).toList(),
        ages(),
        IntStream.range(0, visitsByPart.length)
            .mapToObj(
                i ->
                    new OfPart(
                        span.begin(i),
                        visitsByPart[i],
                        peopleByPart[i].cardinality(),
                        guestsByPart[i]))
            .toList());
  }

  private List<OfAge> ages() {
    Map<AgeBand, Long> peopleByAge = new EnumMap<>(AgeBand.class);
    people.stream().forEach(who -> peopleByAge.merge(band(who), 1L, Long::sum));
    return Arrays.stream(AgeBand.values())
        .map(
            band ->
                new OfAge(
                    band, visitsByAge.getOrDefault(band, 0L), peopleByAge.getOrDefault(band, 0L)))
        .toList();
  }
}
