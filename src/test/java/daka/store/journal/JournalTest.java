package daka.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import daka.event.Entry;
import daka.store.OpenStore;
import daka.store.file.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a reader of the journal is given, entry by entry.
class JournalTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ENTRIES = 7;

  @TempDir Path folder;
  private OpenStore store;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    for (int i = 0; i < ENTRIES; i++) {
      store.desk.guests(1);
    }
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, ENTRIES, 100})
  void each_entry_names_the_hash_of_the_one_before_however_many_are_read_at_once(int limit)
      throws Exception {
    List<JsonNode> entries = read(limit);
    assertEquals(ENTRIES, entries.size());
    assertEquals("0".repeat(64), before(entries.getFirst()));
    for (int i = 1; i < ENTRIES; i++) {
      assertEquals(entries.get(i - 1).path("hash").asText(), before(entries.get(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, ENTRIES, 100})
  void an_entry_behind_a_gap_names_no_hash_of_one_that_it_does_not_follow(int limit)
      throws Exception {
    delete(3);
    List<JsonNode> entries = read(limit);
    assertEquals(List.of(1, 2, 4, 5, 6, 7), numbers(entries));
    assertNull(before(entries.get(2)));
    assertEquals(entries.get(2).path("hash").asText(), before(entries.get(3)));
  }

  @Test
  void a_hash_that_an_anchor_vouches_for_comes_before_that_of_the_entry() throws Exception {
    anchor(3, new byte[32]);
    assertEquals("0".repeat(64), before(read(100).get(3)));
  }

  private List<JsonNode> read(int limit) throws Exception {
    List<JsonNode> entries = new ArrayList<>();
    Journal journal = store.ledger.journal();
    List<Entry> page = journal.after(0, limit);
    while (!page.isEmpty()) {
      for (Entry entry : page) {
        entries.add(JSON.readTree(entry.json()));
      }
      page = journal.after(page.getLast().number(), limit);
    }
    return entries;
  }

  private static List<Integer> numbers(List<JsonNode> entries) {
    return entries.stream().map(entry -> entry.path("sequence").asInt()).toList();
  }

  private static @Nullable String before(JsonNode entry) {
    return entry.path("hashbefore").asText(null);
  }

  private void delete(long number) throws Exception {
    store.database.write(
        connection -> Sql.change(connection, "DELETE FROM journal WHERE number = ?", number));
  }

  private void anchor(long number, byte[] hash) throws Exception {
    store.database.write(
        connection ->
            Sql.change(connection, "INSERT INTO anchors VALUES (?, ?, 'test', 0)", number, hash));
  }
}
