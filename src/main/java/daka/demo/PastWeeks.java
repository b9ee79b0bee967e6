package daka.demo;

import daka.checkin.CardDigests;
import daka.checkin.Centre;
import daka.checkin.Desk;
import daka.checkin.Ledger;
import daka.checkin.Ledger.Transaction;
import daka.checkin.NotRecordedException;
import daka.checkin.RoomSpace;
import daka.checkin.Scan;
import daka.checkin.StaffDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// Plays taps of the last three weeks through a real desk whose clock is set to each of them, all
/// in one transaction. Some people forget to tap when they leave; closing time ends their visits.
final class PastWeeks {
  private static final int DAYS = 21;

  private record Tap(Instant at, String room, String payload) {}

  private final Random random = new Random(20_261_123);
  private final Centre centre;
  private final List<String> rooms;
  private final Desk desk;
  private final StaffDesk staff;
  private Instant now = Instant.EPOCH;

  PastWeeks(Transaction transaction, CardDigests fingerprints, Centre centre) {
    this.centre = centre;
    rooms = transaction.rooms().stream().map(space -> space.room().id()).toList();
    desk =
        new Desk(
            centre,
            new Within(transaction),
            fingerprints,
            () -> now,
            () -> Duration.between(Instant.EPOCH, now).toNanos());
    staff = new StaffDesk(desk, centre.hours());
  }

  /// A ledger within a transaction that somebody else commits.
  private record Within(Transaction transaction) implements Ledger {
    @Override
    public <T> T record(Function<Transaction, T> work) {
      return work.apply(transaction);
    }

    @Override
    public List<RoomSpace> rooms() {
      return transaction.rooms();
    }
  }

  void play(List<String> payloads, Instant until) {
    LocalDate today = centre.hours().day(until);
    for (LocalDate day = today.minusDays(DAYS); !day.isAfter(today); day = day.plusDays(1)) {
      for (Tap tap : taps(day, payloads)) {
        if (tap.at().isBefore(until)) {
          now = tap.at();
          desk.scan(new Scan("sample", tap.room(), null, tap.payload()));
        }
      }
      now = day.plusDays(1).atStartOfDay(zone()).toInstant();
      if (now.isBefore(until)) {
        close();
      }
    }
  }

  private List<Tap> taps(LocalDate day, List<String> payloads) {
    Instant opens = day.atTime(LocalTime.of(8, 30)).atZone(zone()).toInstant();
    List<Tap> taps = new ArrayList<>();
    for (String payload : payloads) {
      if (random.nextInt(100) < 45) {
        String room = rooms.get(random.nextInt(rooms.size()));
        Instant comes = opens.plusSeconds(random.nextInt(9 * 3_600));
        taps.add(new Tap(comes, room, payload));
        if (random.nextInt(100) < 85) {
          taps.add(new Tap(comes.plusSeconds(900 + random.nextInt(9_000)), room, payload));
        }
      }
    }
    taps.sort(Comparator.comparing(Tap::at));
    return taps;
  }

  private void close() {
    try {
      staff.close();
    } catch (NotRecordedException e) {
      throw new IllegalStateException("a ledger within a transaction does not commit", e);
    }
  }

  private ZoneId zone() {
    return centre.hours().zone();
  }
}
