package daka.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.register.NewCard;
import daka.store.register.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random scans, touches, staff and clocks against a model that knows only who is where: what a
/// scan is answered is foreseen, what a touch did is read from its answer, and after each step the
/// rooms hold who the model says. A visit has the evidence that it began with, to its end.
class DeskPropertyTest {
  private static final int STEPS = 600;
  private static final int RESIDENTS = 12;
  private static final List<String> ROOMS = List.of("hall", "sports", "civic", "council");

  @TempDir Path folder;

  private final Map<Long, Visit> open = new HashMap<>();
  private final Set<Long> answered = new HashSet<>();
  private final List<Offered> offered = new ArrayList<>();
  private final Map<Long, Evidence> evidence = new HashMap<>();

  /// What a visit that begins in this step is to have.
  private Evidence due = Evidence.NONE;

  private record Offered(long offer, long visit, Evidence evidence) {}

  private record Card(Scan.Presented presented, Evidence evidence) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void nobody_is_inside_twice_and_every_answer_is_in_the_log(long seed) throws Exception {
    Random random = new Random(seed);
    try (OpenStore store = new OpenStore(folder)) {
      for (int i = 1; i <= RESIDENTS; i++) {
        store.person(
            new Person("居民" + i, Role.RESIDENT, null, null, null, null),
            new NewCard.Read(CardKind.QR, "R-" + i, false, null),
            new NewCard.Read(CardKind.RFID, "U-" + i, false, null),
            new NewCard.Read(CardKind.IDCARD, "N-" + i, false, null));
      }
      ROOMS.forEach(room -> store.capacity(room, 4));
      for (int step = 0; step < STEPS; step++) {
        long head = store.ledger.journal().head();
        step(store, random);
        check(store, "seed " + seed + ", step " + step + ", entry " + head);
      }
      var proven = assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
      assertEquals(answered.size(), proven.visits(), "visits");
      assertEquals(open.size(), proven.open(), "open visits");
      assertTrue(store.ledger.journal().head() > STEPS / 3, "most steps wrote something");
    }
  }

  private void step(OpenStore store, Random random) throws Exception {
    store.pass(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 2_000 : 60_000)));
    switch (random.nextInt(20)) {
      case 0 -> store.setClock(store.now().plusSeconds(random.nextInt(7_200) - 3_600));
      case 1 -> store.staff.close().forEach(this::stands);
      case 2 -> stands(store.staff.depart(anyVisit(random)));
      case 3 -> stands(store.staff.voidVisit(anyVisit(random)));
      case 4 -> {
        due = Evidence.STAFF;
        stands(
            store.staff.admit(
                1L + random.nextInt(RESIDENTS),
                any(ROOMS, random),
                random.nextBoolean() ? "why" : null));
      }
      case 5 -> {
        due = Evidence.NONE;
        if (store.desk.guests(1 + random.nextInt(3)) instanceof Decision.Arrived arrived) {
          stands(arrived.visit());
          offered.add(new Offered(arrived.offer(), arrived.visit().id(), due));
        }
      }
      case 6, 7, 8, 9, 10 -> touch(store, random);
      default -> scan(store, random);
    }
  }

  private void scan(OpenStore store, Random random) {
    long resident = 1L + random.nextInt(RESIDENTS);
    String room = random.nextBoolean() ? null : any(ROOMS, random);
    Visit inside = insideOf(resident);
    Map<String, Integer> before = occupancy();
    long head = store.ledger.journal().head();
    Card card = card(store, resident, random);
    due = card.evidence();
    Decision decision = store.desk.scan(new Scan("reader-" + room, room, card.presented()));
    if (decision instanceof Decision.Repeated) {
      assertEquals(head, store.ledger.journal().head());
      return;
    }
    assertEquals(foreseen(inside, room, before, store.now()), decision.getClass());
    took(decision, inside == null ? 0 : inside.id());
  }

  private static Card card(OpenStore store, long resident, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Card(new Scan.Presented.Payload(null, "R-" + resident), Evidence.QR);
      case 1 -> new Card(new Scan.Presented.Payload(null, "U-" + resident), Evidence.RFID);
      case 2 -> {
        CardDigest number = store.fingerprints.of(CardKind.IDCARD, "N-" + resident);
        yield new Card(new Scan.Presented.IdCard(number), Evidence.IDCARD);
      }
      case 3 ->
          new Card(new Scan.Presented.Payload(CardKind.IDCARD, "N-" + resident), Evidence.NUMBER);
      default -> new Card(new Scan.Presented.Payload(CardKind.QR, "R-" + resident), Evidence.QR);
    };
  }

  private static Class<? extends Decision> foreseen(
      @Nullable Visit inside, @Nullable String room, Map<String, Integer> before, Instant now) {
    boolean elsewhere = inside != null && room != null && !room.equals(inside.room());
    if (inside == null || elsewhere) {
      boolean full = before.getOrDefault(room == null ? "hall" : room, 0) >= 4;
      return full
          ? Decision.Refused.class
          : elsewhere ? Decision.Moved.class : Decision.Arrived.class;
    }
    long stay = Duration.between(inside.arrived(), now).toMillis();
    return stay >= 0 && stay < 60_000 ? Decision.AlreadyIn.class : Decision.Departed.class;
  }

  private void touch(OpenStore store, Random random) {
    if (offered.isEmpty()) {
      return;
    }
    int newest = offered.size() - 1;
    Offered offer = offered.get(Math.max(0, newest - random.nextInt(6)));
    due = offer.evidence();
    Decision decision =
        switch (random.nextInt(3)) {
          case 0 -> store.desk.leave(offer.offer());
          case 1 -> store.desk.undo(offer.offer());
          default -> store.desk.chooseRoom(offer.offer(), any(ROOMS, random));
        };
    took(decision, offer.visit());
  }

  /// @param about the visit that was open or offered before
  private void took(Decision decision, long about) {
    switch (decision) {
      case Decision.Arrived(long offer, Visit visit, _, _, _) -> stands(visit, offer);
      case Decision.Departed(long offer, Visit visit, _, _, _, _) -> stands(visit, offer);
      case Decision.AlreadyIn(long offer, Visit visit, _, _, _) -> stands(visit, offer);
      case Decision.Moved(long offer, Visit visit, _, _, _, _) -> {
        open.remove(about);
        stands(visit, offer);
      }
      case Decision.Undone(Visit visit, _, _, _) -> {
        open.remove(about);
        stands(visit);
      }
      case Decision.Refused refused -> {
        if (refused.offer() != 0) {
          offered.add(new Offered(refused.offer(), about, evidence.getOrDefault(about, due)));
        }
      }
      case Decision.Repeated _, Decision.Recorded _ -> {}
    }
  }

  private void stands(StaffDesk.Outcome outcome) {
    if (outcome instanceof StaffDesk.Outcome.Done(Visit visit)) {
      stands(visit);
    }
  }

  private void stands(Visit visit, long offer) {
    stands(visit);
    offered.add(new Offered(offer, visit.id(), evidence.getOrDefault(visit.id(), due)));
  }

  private void stands(Visit visit) {
    answered.add(visit.id());
    Evidence began = evidence.putIfAbsent(visit.id(), due);
    assertEquals(began == null ? due : began, visit.evidence());
    if (visit.isOpen()) {
      open.put(visit.id(), visit);
    } else {
      open.remove(visit.id());
    }
  }

  private @Nullable Visit insideOf(long resident) {
    return open.values().stream()
        .filter(visit -> visit.visitor() != null && visit.visitor().resident() == resident)
        .findFirst()
        .orElse(null);
  }

  private Map<String, Integer> occupancy() {
    Map<String, Integer> inside = new HashMap<>();
    open.values().forEach(visit -> inside.merge(visit.room(), visit.party(), Integer::sum));
    return inside;
  }

  private void check(OpenStore store, String when) {
    Map<String, Integer> expected = occupancy();
    for (RoomSpace space : store.ledger.rooms()) {
      String room = space.room().id();
      assertEquals(expected.getOrDefault(room, 0), space.inside(), when + ": in " + room);
    }
    long residents = open.values().stream().filter(visit -> visit.visitor() != null).count();
    long different =
        open.values().stream()
            .map(Visit::visitor)
            .filter(visitor -> visitor != null)
            .map(Visitor::resident)
            .distinct()
            .count();
    assertEquals(residents, different, when + ": somebody is inside twice");
  }

  private long anyVisit(Random random) {
    return 1L + random.nextInt(answered.size() + 2);
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
