package daka.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import daka.event.Entry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {
  @TempDir Path folder;
  private Forwarding forwarding;

  @BeforeEach
  void open() throws Exception {
    forwarding = new Forwarding(folder);
    forwarding.record(Batch.MAX_ENTRIES + 5);
  }

  @AfterEach
  void close() throws Exception {
    forwarding.close();
  }

  @Test
  void it_has_the_next_entries_and_no_more_than_its_most() {
    assertEquals(Forwarding.upTo(Batch.MAX_ENTRIES), after(0));
    assertEquals(List.of(102L, 103L, 104L, 105L), after(101));
  }

  @Test
  void it_ends_before_it_is_longer_than_a_million_characters() throws Exception {
    makeLonger("number <= 3", 400_000);
    assertEquals(List.of(1L, 2L), after(0));
  }

  @Test
  void an_entry_that_is_longer_alone_is_a_batch_of_its_own() throws Exception {
    makeLonger("number = 1", 1_200_000);
    assertEquals(List.of(1L), after(0));
  }

  private List<Long> after(long position) {
    return Batch.after(forwarding.store.ledger.journal(), position).stream()
        .map(Entry::number)
        .toList();
  }

  private void makeLonger(String where, int characters) throws SQLException {
    forwarding.store.execute(
        "UPDATE journal SET event = '{\"x\":\"' || hex(zeroblob(%d)) || '\",' || substr(event, 2)"
                .formatted(characters / 2)
            + " WHERE "
            + where);
  }
}
