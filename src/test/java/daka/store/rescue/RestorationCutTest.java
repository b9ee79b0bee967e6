package daka.store.rescue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.file.HeadMark;
import daka.store.file.TableMap;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Power that goes in the midst of a restoration, at the boundary between two of its steps.
class RestorationCutTest {
  private static final InstantSource CLOCK = InstantSource.fixed(OpenStore.MORNING);
  private static final String STAMP = "daka-20261123T011502Z";

  @TempDir Path temporary;

  /// After which step the power goes, and which database there is then: the one before has three
  /// visits, the copy one.
  enum Cut {
    COPYING(3),
    COPIED(3),
    DECIDED(1),
    MARKS_FORGOTTEN(1),
    OLD_FILE_ASIDE(1),
    OLD_LOG_ASIDE(1),
    IN_ITS_PLACE(1);

    private final long visits;

    Cut(long visits) {
      this.visits = visits;
    }
  }

  @ParameterizedTest
  @EnumSource
  void leaves_the_one_database_or_the_other_and_never_half_of_each(Cut cut) throws Exception {
    Path data = Files.createDirectory(temporary.resolve("data"));
    Path copy = temporary.resolve("copy");
    Path crashed = Files.createDirectory(temporary.resolve("crashed"));
    try (OpenStore store = new OpenStore(data)) {
      store.desk.guests(1);
      new Backup(data, CLOCK).make(copy);
      store.desk.guests(2);
      store.desk.guests(3);
      CutOffKiosk.copy(data, crashed);
    }
    prepare(copy, crashed, cut);

    new StoreOpening(crashed, CLOCK).open().database().close();

    assertEquals(
        cut.visits, assertInstanceOf(Proof.Proven.class, new Verify(crashed).prove()).visits());
    try (Stream<Path> files = Files.list(crashed)) {
      assertEquals(
          List.of(),
          files
              .map(each -> each.getFileName().toString())
              .filter(name -> name.contains(".part") || name.contains(".ready"))
              .toList());
    }
  }

  /// What a restoration leaves behind that goes so far.
  private void prepare(Path copy, Path crashed, Cut cut) throws Exception {
    Path whole = restored(copy);
    Path part = crashed.resolve(STAMP + ".part");
    if (cut == Cut.COPYING) {
      byte[] bytes = Files.readAllBytes(whole);
      Files.write(part, Arrays.copyOf(bytes, bytes.length / 2));
      return;
    }
    Files.copy(whole, cut == Cut.COPIED ? part : crashed.resolve(STAMP + ".ready"));
    if (cut.compareTo(Cut.MARKS_FORGOTTEN) >= 0) {
      HeadMark.forget(crashed);
      TableMap.forget(crashed);
    }
    if (cut.compareTo(Cut.OLD_FILE_ASIDE) >= 0) {
      aside(crashed, "");
    }
    if (cut.compareTo(Cut.OLD_LOG_ASIDE) >= 0) {
      aside(crashed, "-wal");
      aside(crashed, "-shm");
    }
    if (cut == Cut.IN_ITS_PLACE) {
      Files.move(crashed.resolve(STAMP + ".ready"), crashed.resolve(Database.FILE));
    }
  }

  /// The file that a whole restoration makes of the copy.
  private Path restored(Path copy) throws IOException {
    Path fresh = Files.createDirectory(temporary.resolve("fresh"));
    new Restoration(fresh, CLOCK).run(copy);
    return fresh.resolve(Database.FILE);
  }

  private static void aside(Path folder, String suffix) throws IOException {
    Path old = folder.resolve(Database.FILE + suffix);
    if (Files.exists(old)) {
      Files.move(
          old, folder.resolve(STAMP + ".replaced.db" + suffix), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
