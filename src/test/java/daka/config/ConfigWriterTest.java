package daka.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.config.ConfigWriter.Outcome;
import daka.config.ConfigWriter.Snapshot;
import daka.config.ConfigWriter.Stale;
import daka.config.ConfigWriter.Unwritable;
import daka.config.ConfigWriter.Written;
import daka.config.ConfigWriter.Wrong;
import daka.config.text.Edit;
import daka.config.text.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWriterTest {
  private static final Set<String> ROOMS = Set.of("hall", "sports");

  @TempDir Path folder;
  private Path file;
  private ConfigWriter writer;

  @BeforeEach
  void begin() throws IOException {
    file = folder.resolve("daka.toml");
    Files.writeString(file, MistakenConfig.VALID);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    writer = new ConfigWriter(file);
  }

  @Test
  void the_file_is_written_whole_and_the_one_before_is_kept() throws IOException {
    Snapshot before = writer.snapshot();
    Written written =
        assertInstanceOf(Written.class, writer.change(before.tag(), capacity(40), ROOMS));
    assertEquals(40, written.config().centre().capacity());
    assertEquals(written.now(), writer.snapshot());
    assertEquals(
        MistakenConfig.VALID.replace("capacity = 300", "capacity = 40"), Files.readString(file));
    Path kept = folder.resolve("daka.toml.before");
    assertEquals(MistakenConfig.VALID, Files.readString(kept));
    assertEquals(List.of("daka.toml", "daka.toml.before"), files());
    for (Path each : List.of(file, kept)) {
      assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
    }
  }

  @Test
  void a_file_that_was_changed_by_hand_meanwhile_is_told_and_left() throws IOException {
    String tag = writer.snapshot().tag();
    String byHand = MistakenConfig.VALID.replace("capacity = 300", "capacity = 7");
    Files.writeString(file, byHand);
    Outcome outcome = writer.change(tag, capacity(40), ROOMS);
    assertEquals(byHand, assertInstanceOf(Stale.class, outcome).now().text());
    assertEquals(byHand, Files.readString(file));
  }

  @Test
  void what_the_kiosk_could_not_start_with_is_not_written() throws IOException {
    String tag = writer.snapshot().tag();
    Wrong wrong = assertInstanceOf(Wrong.class, writer.change(tag, capacity(0), ROOMS));
    assertEquals("centre.capacity", wrong.problems().getFirst().key());
    assertEquals(7, wrong.problems().getFirst().line());
    Wrong room = assertInstanceOf(Wrong.class, writer.change(tag, room("sport"), ROOMS));
    assertTrue(room.problems().getFirst().expected().contains("sports"));
    assertEquals(MistakenConfig.VALID, Files.readString(file));
    assertEquals(List.of("daka.toml"), files());
  }

  @Test
  void checking_writes_nothing() throws IOException {
    assertInstanceOf(Written.class, writer.check(capacity(40), ROOMS));
    assertInstanceOf(Wrong.class, writer.check(capacity(-1), ROOMS));
    assertEquals(MistakenConfig.VALID, Files.readString(file));
    assertEquals(List.of("daka.toml"), files());
  }

  @Test
  void what_it_says_already_writes_nothing() throws IOException {
    assertInstanceOf(Written.class, writer.change(writer.snapshot().tag(), capacity(300), ROOMS));
    assertEquals(List.of("daka.toml"), files());
  }

  @Test
  void a_link_to_the_file_stays_one() throws IOException {
    Path link = folder.resolve("link.toml");
    Files.createSymbolicLink(link, file);
    ConfigWriter linked = new ConfigWriter(link);
    assertInstanceOf(Written.class, linked.change(linked.snapshot().tag(), capacity(40), ROOMS));
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(file).contains("capacity = 40"));
  }

  @Test
  void a_place_that_cannot_be_written_is_told_and_leaves_the_file() throws IOException {
    String tag = writer.snapshot().tag();
    Files.createDirectories(folder.resolve("daka.toml.new/not-empty"));
    Unwritable outcome =
        assertInstanceOf(Unwritable.class, writer.change(tag, capacity(40), ROOMS));
    assertTrue(outcome.reason().contains("allowed to write in " + folder), outcome.reason());
    assertEquals(MistakenConfig.VALID, Files.readString(file));
  }

  @Test
  void a_file_that_is_gone_or_no_text_is_told() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff});
    assertInstanceOf(Unwritable.class, writer.check(capacity(40), ROOMS));
    Files.delete(file);
    assertInstanceOf(Unwritable.class, writer.change("", capacity(40), ROOMS));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static List<Edit> capacity(int people) {
    return List.of(new Edit.Put(Place.of("centre"), "capacity", people));
  }

  private static List<Edit> room(String id) {
    return List.of(new Edit.Put(Place.of("kiosk"), "room", id));
  }
}
