package daka.checkin;

import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.screen.CentreSign;
import daka.screen.Screen;
import daka.screen.ScreenState.RoomView;
import daka.store.OpenStore;
import daka.store.visits.VisitBatch;
import daka.store.visits.VisitLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rooms that are closed on some days, and rooms that are renamed.
class RoomClosureTest {
  @TempDir Path folder;
  private OpenStore store;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    store.resident("王小明", "W-1");
    store.resident("李雷", "L-1");
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private void put(String id, String name, RoomClosure closure) {
    store.put(new Room(id, name, "2F", 50, closure));
  }

  @Test
  void a_closed_room_lets_nobody_in_and_is_not_offered() {
    put("sports", "文体活动室", RoomClosure.of(List.of("mon")).orElseThrow());
    var refused = assertInstanceOf(Decision.Refused.class, store.desk.scan(room("sports", "W-1")));
    assertEquals(Refusal.ROOM_CLOSED, refused.reason());
    assertTrue(refused.rooms().stream().noneMatch(space -> space.room().id().equals("sports")));
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("L-1")));
    assertTrue(arrived.rooms().stream().noneMatch(space -> space.room().id().equals("sports")));
    var touched = store.desk.chooseRoom(arrived.offer(), "sports");
    assertEquals(Refusal.ROOM_CLOSED, assertInstanceOf(Decision.Refused.class, touched).reason());
    store.pass(Duration.ofDays(1));
    var open = assertInstanceOf(Decision.Arrived.class, store.desk.scan(room("sports", "W-1")));
    assertEquals("sports", open.visit().room());
  }

  /// Monday's opening lasts until two on Tuesday.
  @Test
  void a_weekday_is_that_of_the_opening_also_past_midnight() throws Exception {
    Hours nights = new Hours(LocalTime.of(18, 0), LocalTime.of(2, 0), OpenStore.ZONE);
    Desk desk = store.deskOf(new Centre("hall", nights, Duration.ZERO, 100));
    Screen screen =
        new Screen(
            new CentreSign("yimin", "益民", List.of("en"), nights),
            store.ledger::rooms,
            store::now,
            () -> 0,
            70);
    put("sports", "文体活动室", RoomClosure.of(List.of("mon")).orElseThrow());
    put("civic", "站", RoomClosure.of(List.of("tue")).orElseThrow());
    store.setClock(Instant.parse("2026-11-23T17:30:00Z"));
    var monday = assertInstanceOf(Decision.Refused.class, desk.scan(room("sports", "W-1")));
    assertEquals(Refusal.ROOM_CLOSED, monday.reason());
    assertInstanceOf(Decision.Arrived.class, desk.scan(room("civic", "L-1")));
    assertEquals(List.of("sports"), closedOn(screen));
    store.setClock(Instant.parse("2026-11-24T10:30:00Z"));
    var tuesday = assertInstanceOf(Decision.Refused.class, desk.scan(room("civic", "W-1")));
    assertEquals(Refusal.ROOM_CLOSED, tuesday.reason());
    store.pass(Duration.ofSeconds(4));
    assertInstanceOf(Decision.Arrived.class, desk.scan(room("sports", "W-1")));
    assertEquals(List.of("civic"), closedOn(screen));
  }

  private static List<String> closedOn(Screen screen) {
    screen.roomsChanged();
    return screen.state().rooms().stream().filter(RoomView::closed).map(RoomView::id).toList();
  }

  @Test
  void days_are_written_in_one_form() {
    RoomClosure closure = RoomClosure.of(List.of("2027-01-01", "sun", "mon")).orElseThrow();
    assertEquals(List.of("mon", "sun", "2027-01-01"), closure.written());
    assertEquals(Optional.empty(), RoomClosure.of(List.of("monday")));
    assertEquals(Optional.empty(), RoomClosure.of(List.of("2027-02-30")));
    assertFalse(RoomClosure.NEVER.isOn(OpenStore.HOURS.day(store.now())));
    put("sports", "文体活动室", closure);
    put("civic", "站", RoomClosure.ALWAYS);
    store.ledger.rooms().stream()
        .map(RoomSpace::room)
        .filter(room -> room.id().equals("sports"))
        .forEach(room -> assertEquals(closure, room.closure()));
  }

  @Test
  void a_visit_keeps_the_name_that_its_room_had_when_it_began() {
    store.desk.scan(room("sports", "W-1"));
    put("sports", "棋牌室", RoomClosure.NEVER);
    put("sports", "书画室", RoomClosure.NEVER);
    store.pass(Duration.ofMinutes(5));
    store.desk.scan(room("sports", "L-1"));
    put("sports", "舞蹈室", RoomClosure.NEVER);
    assertEquals("文体活动室", name(1));
    assertEquals("书画室", name(2));
  }

  private String name(long visit) {
    VisitBatch batch = new VisitLog(store.database).find(visit).orElseThrow();
    return new String(batch.roomName(), StandardCharsets.UTF_8);
  }
}
