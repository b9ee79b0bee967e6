package daka.store.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import daka.store.OpenStore;
import daka.store.file.Sql;
import daka.store.journal.Cursors;
import daka.store.visits.Forwarded.State;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardedVisitsTest {
  private static final String TOWN = "upstream";

  @TempDir Path folder;
  private OpenStore store;
  private Cursors cursors;
  private ForwardedVisits visits;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    cursors = new Cursors(store.database);
    visits = new ForwardedVisits(store.database);
    for (int i = 1; i <= 4; i++) {
      store.resident("居民" + i, "R-" + i);
    }
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private long head() {
    return store.ledger.journal().head();
  }

  private void tap(int resident) {
    store.desk.scan(OpenStore.entrance("R-" + resident));
    store.pass(Duration.ofMinutes(2));
  }

  private List<State> states(int count) {
    Forwarded now = visits.now(List.of(TOWN));
    List<State> states = new ArrayList<>();
    for (long visit = 1; visit <= count; visit++) {
      states.add(now.of(TOWN, visit));
    }
    return states;
  }

  private List<Long> found(State state, String... upstreams) {
    VisitFilter filter =
        new VisitFilter(
            null,
            null,
            null,
            null,
            null,
            Long.MAX_VALUE,
            null,
            null,
            null,
            new VisitFilter.Town(state, visits.now(List.of(upstreams))));
    VisitBatch batch = new VisitLog(store.database).read(filter, VisitKey.BEGIN, 100);
    List<Long> ids = new ArrayList<>();
    while (batch.next()) {
      ids.add(batch.number(VisitBatch.VISIT));
    }
    assertEquals(ids.size(), new VisitLog(store.database).count(filter, VisitKey.BEGIN));
    return ids;
  }

  @Test
  void the_town_has_what_lies_before_its_cursor_and_has_not_changed_since() {
    tap(1);
    tap(2);
    cursors.advance(TOWN, head());
    tap(3);
    assertEquals(List.of(State.HAS, State.HAS, State.WAITING), states(3));
    tap(1);
    assertEquals(List.of(State.WAITING, State.HAS, State.WAITING), states(3));
    assertEquals(List.of(1L, 3L), found(State.WAITING, TOWN));
    assertEquals(List.of(2L), found(State.HAS, TOWN));
    cursors.advance(TOWN, head());
    assertEquals(List.of(State.HAS, State.HAS, State.HAS), states(3));
    assertEquals(List.of(), found(State.WAITING, TOWN));
    assertEquals(List.of(1L, 2L, 3L), found(State.HAS, TOWN));
  }

  @Test
  void what_the_town_refused_is_told_as_refused() {
    tap(1);
    tap(2);
    cursors.setAside(
        new Cursors.SetAside(TOWN, head(), 422, "not such a visit", OpenStore.MORNING));
    tap(2);
    assertEquals(List.of(State.HAS, State.REFUSED), states(2));
    assertEquals(List.of(2L), found(State.REFUSED, TOWN));
    assertEquals(List.of(), found(State.WAITING, TOWN));
    assertEquals(List.of(1L), found(State.HAS, TOWN));
  }

  @Test
  void nothing_is_there_of_an_upstream_that_was_never_reached() {
    tap(1);
    assertEquals(List.of(State.WAITING), states(1));
    assertEquals(List.of(1L), found(State.WAITING, TOWN));
    assertEquals(List.of(), found(State.WAITING));
    assertEquals(List.of(), found(State.HAS));
  }

  @Test
  void with_two_upstreams_a_visit_waits_until_both_have_it() {
    tap(1);
    cursors.advance(TOWN, head());
    tap(2);
    cursors.advance("mqtt", head());
    assertEquals(List.of(2L), found(State.WAITING, TOWN, "mqtt"));
    assertEquals(List.of(1L), found(State.HAS, TOWN, "mqtt"));
    Forwarded now = visits.now(List.of(TOWN, "mqtt"));
    assertEquals(State.WAITING, now.of(TOWN, 2));
    assertEquals(State.HAS, now.of("mqtt", 2));
  }

  @Test
  void a_damaged_entry_hides_no_other() throws SQLException {
    tap(1);
    cursors.advance(TOWN, head());
    tap(2);
    store.database.write(
        connection ->
            Sql.change(
                connection,
                "UPDATE journal SET event = '{' WHERE number = (SELECT max(number) FROM journal)"));
    tap(3);
    assertEquals(State.HAS, states(3).getFirst());
    assertEquals(State.WAITING, states(3).getLast());
  }
}
