package daka.store.rescue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.audit.AuditLog;
import daka.store.file.DataKey;
import daka.store.file.Database;
import daka.store.file.Keys;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A copy that was restored and that no kiosk gets ready with. The database before has three
/// visits, the copy one; it is of another kiosk, with another key.
class RestorationTrialTest {
  private static final InstantSource CLOCK = InstantSource.fixed(OpenStore.MORNING);
  private static final String STAMP = "daka-20261123T011502Z";

  @TempDir Path temporary;
  private Path data;
  private Path copy;
  private byte[] key;

  @BeforeEach
  void prepare() throws Exception {
    data = Files.createDirectory(temporary.resolve("data"));
    copy = temporary.resolve("copy");
    key = Keys.readOrMake(data, Keys.CARD, DataKey.NONE);
    Path other = Files.createDirectory(temporary.resolve("other"));
    Keys.readOrMake(other, Keys.CARD, DataKey.NONE);
    try (OpenStore store = new OpenStore(other)) {
      store.desk.guests(1);
      new Backup(other, CLOCK).make(copy);
    }
    try (OpenStore store = new OpenStore(data)) {
      store.desk.guests(1);
      store.desk.guests(2);
      store.desk.guests(3);
    }
  }

  private void restore() {
    new Restoration(data, CLOCK).run(copy);
  }

  private @Nullable UndoneRestore start() {
    StoreOpening.Opened opened = new StoreOpening(data, CLOCK).start();
    opened.database().close();
    return opened.undone();
  }

  private long visits() {
    return assertInstanceOf(Proof.Proven.class, new Verify(data).prove()).visits();
  }

  private List<String> names(String part) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(name -> name.contains(part))
          .sorted()
          .toList();
    }
  }

  private String audit() {
    try (Database database = Database.open(data)) {
      return new AuditLog(database).after(0, 100).toString();
    }
  }

  private void assertPutBack() throws IOException {
    assertEquals(3, visits());
    assertArrayEquals(key, Files.readAllBytes(data.resolve(Keys.CARD)));
    assertEquals(
        List.of(STAMP + "-undone.replaced.db"),
        names(".replaced.db").stream().filter(name -> name.endsWith(".db")).toList());
    assertEquals(List.of(), names(RestorationTrial.FILE));
    String audit = audit();
    assertEquals(2, audit.split("restore.undone", -1).length, "told once: " + audit);
  }

  @Test
  void the_database_from_before_comes_back_after_three_starts_that_get_nowhere() throws Exception {
    restore();
    for (int start = 0; start < RestorationTrial.MOST_STARTS; start++) {
      assertNull(start());
      assertEquals(1, visits());
    }
    assertFalse(Arrays.equals(key, Files.readAllBytes(data.resolve(Keys.CARD))));
    RestorationTrial.failed(data, "a reason of its own");
    UndoneRestore undone = assertNotNullOf(start());
    assertTrue(undone.why().contains("a reason of its own"), undone.why());
    assertPutBack();
    assertNotNull(start(), "it is still told at the next start");
    InstantSource later = InstantSource.fixed(OpenStore.MORNING.plus(Duration.ofDays(8)));
    StoreOpening.Opened opened = new StoreOpening(data, later).start();
    opened.database().close();
    assertNull(opened.undone(), "and no more after a week");
  }

  private static UndoneRestore assertNotNullOf(@Nullable UndoneRestore undone) {
    assertNotNull(undone);
    return undone;
  }

  @Test
  void a_kiosk_that_got_ready_once_keeps_the_copy_whatever_comes() throws Exception {
    restore();
    start();
    RestorationTrial.passed(data);
    for (int start = 0; start < 2 * RestorationTrial.MOST_STARTS; start++) {
      assertNull(start());
    }
    assertEquals(1, visits());
    assertFalse(RestorationTrial.putBack(data, "too late"));
  }

  @Test
  void looking_at_the_store_without_starting_a_kiosk_does_not_count() {
    restore();
    for (int look = 0; look < 2 * RestorationTrial.MOST_STARTS; look++) {
      new StoreOpening(data, CLOCK).open().database().close();
    }
    assertEquals(1, visits());
  }

  @Test
  void a_copy_that_the_disk_has_damaged_gives_way_at_once() throws Exception {
    restore();
    try (RandomAccessFile file = new RandomAccessFile(data.resolve(Database.FILE).toFile(), "rw")) {
      file.write(new byte[4096]);
    }
    UndoneRestore undone = assertNotNullOf(start());
    assertTrue(undone.why().startsWith("it is damaged"), undone.why());
    assertPutBack();
  }

  @Test
  void the_first_of_two_restorations_that_came_to_nothing_is_what_is_taken_back() throws Exception {
    restore();
    start();
    Path again = temporary.resolve("again");
    new Backup(data, CLOCK).make(again);
    new Restoration(data, CLOCK).run(again);
    assertTrue(RestorationTrial.putBack(data, "neither"));
    start();
    assertEquals(3, visits());
    assertArrayEquals(key, Files.readAllBytes(data.resolve(Keys.CARD)));
  }

  @Test
  void a_file_of_the_trial_that_cannot_be_read_keeps_no_kiosk_from_starting() throws Exception {
    restore();
    Files.writeString(data.resolve(RestorationTrial.FILE), "{\"stamp\": ");
    assertNull(start());
    assertEquals(1, visits());
  }

  /// After which step of putting back the power goes.
  enum Cut {
    DECIDED,
    MARKS_FORGOTTEN,
    RESTORED_LOG_ASIDE,
    RESTORED_ASIDE,
    KEY_BACK,
    LOG_BACK,
    IN_ITS_PLACE,
    TOLD
  }

  @ParameterizedTest
  @EnumSource
  void power_that_goes_while_it_is_put_back_leaves_it_to_the_next_start(Cut cut) throws Exception {
    restore();
    start();
    log(data.resolve(Database.FILE));
    Path before = data.resolve(STAMP + ".replaced.db");
    log(before);
    Files.writeString(
        data.resolve(RestorationTrial.FILE),
        Files.readString(data.resolve(RestorationTrial.FILE))
            .replace("\"decided\":false", "\"decided\":true"));
    prepare(cut, data.resolve(Database.FILE), before);
    assertNotNull(start());
    assertPutBack();
  }

  /// As a kiosk that was cut off leaves it.
  private static void log(Path database) throws IOException {
    Files.write(Path.of(database + "-wal"), new byte[0]);
  }

  private void prepare(Cut cut, Path file, Path before) throws Exception {
    Path undone = data.resolve(STAMP + "-undone.replaced.db");
    if (cut.compareTo(Cut.MARKS_FORGOTTEN) >= 0) {
      Files.deleteIfExists(data.resolve("daka.head"));
      Files.deleteIfExists(data.resolve("daka.map"));
    }
    if (cut.compareTo(Cut.RESTORED_LOG_ASIDE) >= 0) {
      move(Path.of(file + "-wal"), Path.of(undone + "-wal"));
    }
    if (cut.compareTo(Cut.RESTORED_ASIDE) >= 0) {
      move(file, undone);
    }
    if (cut.compareTo(Cut.KEY_BACK) >= 0) {
      Files.write(data.resolve(Keys.CARD), key);
    }
    if (cut.compareTo(Cut.LOG_BACK) >= 0) {
      move(Path.of(before + "-wal"), Path.of(file + "-wal"));
    }
    if (cut.compareTo(Cut.IN_ITS_PLACE) >= 0) {
      move(before, file);
    }
    if (cut == Cut.TOLD) {
      byte[] trial = Files.readAllBytes(data.resolve(RestorationTrial.FILE));
      start();
      Files.write(data.resolve(RestorationTrial.FILE), trial);
    }
    Files.deleteIfExists(Path.of(undone + "-wal"));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
