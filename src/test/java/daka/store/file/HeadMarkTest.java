package daka.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.checkin.Decision;
import daka.store.OpenStore;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.rescue.CutOffKiosk;
import daka.store.rescue.StoreOpening;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The proof of a journal of which the last entries, 3 to 5, are in the log alone.
class HeadMarkTest {
  private static final int MADE_UP = Fuzz.rounds(2_000);
  private static final int STARTS = Fuzz.rounds(20);

  @TempDir Path alive;
  @TempDir Path folder;
  private Path mark;
  private Path log;

  @BeforeEach
  void cut_off() throws Exception {
    mark = folder.resolve(HeadMark.FILE);
    log = folder.resolve(Database.FILE + "-wal");
    try (OpenStore store = new OpenStore(alive)) {
      guests(store, 2);
      CutOffKiosk.checkpoint(store);
      guests(store, 3);
      CutOffKiosk.copy(alive, folder);
    }
  }

  private static void guests(OpenStore store, int times) {
    for (int i = 0; i < times; i++) {
      assertInstanceOf(Decision.Arrived.class, store.desk.guests(1));
    }
  }

  @Test
  void a_journal_that_was_cut_off_with_its_log_is_proven() {
    assertEquals(new Proof.Proven(5, 5, 5, 0, List.of()), prove());
  }

  @Test
  void entries_that_are_lost_with_the_log_are_missing_at_the_end() throws Exception {
    Files.delete(log);
    Proof.Broken broken = assertInstanceOf(Proof.Broken.class, prove());
    assertEquals("entry 3", broken.where());
    assertEquals(
        "entries 3 to 5 are missing at the end: the journal had come to 5, as daka.head says",
        broken.what());
    assertTrue(broken.cure().contains("Restore a backup"), broken.cure());
    assertTrue(broken.cure().contains("start the kiosk"), broken.cure());
  }

  /// SQLite reads a log up to its first damage, so each length has as many entries as are whole.
  @Test
  void wherever_the_log_ends_what_is_missing_is_named() throws Exception {
    byte[] whole = Files.readAllBytes(log);
    List<Proof> proofs = new ArrayList<>();
    for (int pages = 0; pages < 40; pages++) {
      Files.write(log, Arrays.copyOf(whole, 32 + pages * 4_120));
      Files.deleteIfExists(folder.resolve(Database.FILE + "-shm"));
      proofs.add(prove());
    }
    for (long missing : List.of(3L, 4L, 5L)) {
      assertTrue(
          proofs.stream()
              .anyMatch(
                  proof -> proof instanceof Proof.Broken b && b.where().equals("entry " + missing)),
          () -> "entry " + missing + ": " + proofs);
    }
    assertInstanceOf(Proof.Proven.class, proofs.getLast());
  }

  @Test
  void what_a_start_has_noted_is_proven_with_a_note_although_the_mark_is_there_again()
      throws Exception {
    byte[] before = Files.readAllBytes(mark);
    Files.delete(log);
    new StoreOpening(folder, () -> OpenStore.MORNING).open().database().close();
    Files.write(mark, before);
    Proof.Proven proven = assertInstanceOf(Proof.Proven.class, prove());
    assertEquals(1, proven.notes().size(), proven::toString);
    assertTrue(
        proven.notes().getFirst().startsWith("entries 3 to 5 are missing, as declared: "),
        proven::toString);
  }

  /// As in a folder of an older version, or beside a copy that was put there by hand.
  @Test
  void without_a_mark_nothing_is_missed_and_nothing_noted() throws Exception {
    Files.delete(log);
    for (boolean empty : List.of(true, false)) {
      if (empty) {
        Files.write(mark, new byte[0]);
      } else {
        Files.delete(mark);
      }
      assertEquals(new Proof.Proven(2, 2, 2, 0, List.of()), prove());
    }
  }

  /// It is not synced, so a power cut may leave an older one.
  @Test
  void a_mark_that_is_behind_proves_what_is_there() throws Exception {
    Files.write(mark, bytes(2, ~2));
    assertEquals(new Proof.Proven(5, 5, 5, 0, List.of()), prove());
  }

  @Test
  void a_mark_that_cannot_be_read_is_noted_and_starts_the_kiosk_all_the_same() throws Exception {
    Files.delete(mark);
    Files.createDirectory(mark);
    Files.delete(log);
    assertNoted(prove());
    StoreOpening.Opened opened = new StoreOpening(folder, () -> OpenStore.MORNING).open();
    opened.database().close();
    assertNull(opened.note());
  }

  private static void assertNoted(Proof proof) {
    Proof.Proven proven = assertInstanceOf(Proof.Proven.class, proof);
    assertEquals(1, proven.notes().size(), proven::toString);
    assertTrue(
        proven.notes().getFirst().startsWith("whether entries are missing at the end"),
        proven::toString);
  }

  @Test
  @ForeignBytes
  void whatever_stands_in_the_mark_only_a_sound_one_beyond_the_end_breaks_the_proof()
      throws Exception {
    Random random = Fuzz.random(11);
    for (int i = 0; i < MADE_UP; i++) {
      byte[] made = madeUp(random);
      Files.write(mark, made);
      boolean beyond = HeadMark.find(folder).number() > 5;
      assertEquals(
          beyond ? Proof.Broken.class : Proof.Proven.class,
          prove().getClass(),
          () -> HexFormat.of().formatHex(made));
    }
  }

  /// The numbers that new entries go on from are above every mark, and can be counted on from.
  @Test
  @ForeignBytes
  void whatever_stands_in_the_mark_the_kiosk_starts_and_records_what_is_then_proven()
      throws Exception {
    Random random = Fuzz.random(12);
    for (int i = 0; i < STARTS; i++) {
      byte[] made = madeUp(random);
      Files.write(mark, made);
      long marked = HeadMark.find(folder).number();
      Database database = new StoreOpening(folder, () -> OpenStore.MORNING).open().database();
      try (OpenStore store = new OpenStore(database, OpenStore.MORNING)) {
        guests(store, 1);
        assertTrue(store.ledger.journal().head() > marked);
      }
      assertInstanceOf(Proof.Proven.class, prove(), () -> HexFormat.of().formatHex(made));
    }
  }

  /// Every other one is sound or nearly so.
  private static byte[] madeUp(Random random) {
    long near = random.nextBoolean() ? random.nextLong() >>> random.nextInt(64) : random.nextInt(9);
    byte[] sound = bytes(near, ~near);
    return switch (random.nextInt(4)) {
      case 0 -> sound;
      case 1 -> {
        sound[random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
        yield sound;
      }
      case 2 -> Arrays.copyOf(sound, random.nextInt(40));
      default -> {
        byte[] noise = new byte[random.nextInt(40)];
        random.nextBytes(noise);
        yield noise;
      }
    };
  }

  @Test
  void a_proof_beside_a_kiosk_that_writes_misses_nothing() throws Exception {
    try (OpenStore store = new OpenStore(alive)) {
      store.capacity("hall", 1_000_000);
      AtomicBoolean done = new AtomicBoolean();
      AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
      Thread taps =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((_, e) -> thrown.set(e))
              .start(
                  () -> {
                    while (!done.get()) {
                      guests(store, 1);
                      store.pass(Duration.ofSeconds(1));
                    }
                  });
      for (int i = 0; i < 100; i++) {
        assertInstanceOf(Proof.Proven.class, new Verify(alive).prove());
      }
      done.set(true);
      taps.join();
      assertNull(thrown.get());
    }
  }

  private Proof prove() {
    return new Verify(folder).prove();
  }

  private static byte[] bytes(long... numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Long.BYTES);
    LongStream.of(numbers).forEach(buffer::putLong);
    return buffer.array();
  }
}
