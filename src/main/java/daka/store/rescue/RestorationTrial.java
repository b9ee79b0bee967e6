package daka.store.rescue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import daka.store.file.Database;
import daka.store.file.HeadMark;
import daka.store.file.Keys;
import daka.store.file.TableMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// A copy that was restored is on trial until a kiosk has got ready with it once. If it is damaged
/// after all, or the kiosk has begun [#MOST_STARTS] times and never got ready, the database from
/// before is put back with its keys, and the restored one set aside.
///
/// It stands in `daka.trial` in the data folder. What puts the database back is noted there first,
/// and its steps are such that the next start goes on with them wherever the power went.
public final class RestorationTrial {
  /// So many starts that get nowhere, whatever ended them.
  public static final int MOST_STARTS = 3;

  static final String FILE = "daka.trial";
  private static final List<String> PARTS = List.of("-wal", "-shm", "");
  private static final JsonMapper JSON = new JsonMapper();

  /// @param stamp under which the database from before is kept
  /// @param starts how many were begun with the copy
  /// @param why the last of them failed, or the database is put back; null if nobody has said
  /// @param decided whether the database from before is being put back
  /// @param keys the hashes of the keys from before, by their names
  record State(
      String stamp, int starts, @Nullable String why, boolean decided, Map<String, String> keys) {
    private State because(String reason) {
      return new State(stamp, starts, reason, decided, keys);
    }

    private State begun() {
      return new State(stamp, starts + 1, why, decided, keys);
    }

    private State decide(String reason) {
      return new State(stamp, starts, reason, true, keys);
    }

    private Path before(Path folder) {
      return new Replacement(folder, stamp).replaced();
    }
  }

  private RestorationTrial() {}

  /// A copy is about to take the place of the database there is. One on trial is not worth going
  /// back to: the database before that one stays the one to put back.
  static void begin(Path folder, String stamp) throws IOException {
    State last = read(folder);
    write(
        folder,
        last != null && !last.decided() && Files.exists(last.before(folder))
            ? new State(last.stamp(), 0, null, false, last.keys())
            : new State(stamp, 0, null, false, Keys.hashes(folder)));
  }

  /// A kiosk starts: goes on with what was decided, decides it when there were too many starts, or
  /// counts this one.
  static void count(Path folder) throws IOException {
    State state = read(folder);
    if (state == null || state.decided()) {
      return;
    }
    if (!Files.exists(state.before(folder))) {
      drop(folder);
    } else if (state.starts() < MOST_STARTS) {
      write(folder, state.begun());
    } else {
      String why = state.why();
      String times = "the kiosk did not get ready with it in " + MOST_STARTS + " starts";
      putBack(folder, why == null ? times : times + ": " + why);
    }
  }

  /// A start has failed; the next may succeed.
  ///
  /// @param folder the data folder, locked for this
  public static void failed(Path folder, String why) throws IOException {
    State state = read(folder);
    if (state != null && !state.decided()) {
      write(folder, state.because(why));
    }
  }

  /// Puts the database from before back, if there is a copy on trial.
  ///
  /// @param folder the data folder, locked for this
  /// @param why for people
  /// @return whether it was
  public static boolean putBack(Path folder, String why) throws IOException {
    State state = read(folder);
    if (state == null || state.decided() || !Files.exists(state.before(folder))) {
      return false;
    }
    write(folder, state.decide(why));
    finish(folder);
    Logger.error("the database from before a copy was restored is put back: {}", why);
    return true;
  }

  /// Goes on with putting back what was decided to be. The restored file leaves its place last of
  /// its parts, and the one from before comes to it last of its own: so the files themselves say
  /// how far it is.
  static void finish(Path folder) throws IOException {
    State state = read(folder);
    if (state == null || !state.decided()) {
      return;
    }
    Path before = state.before(folder);
    Path file = folder.resolve(Database.FILE);
    if (Files.exists(before)) {
      HeadMark.forget(folder);
      TableMap.forget(folder);
      if (Files.exists(file)) {
        move(file, folder.resolve("daka-" + state.stamp() + "-undone.replaced.db"));
      }
      Replacement.sync(folder);
      for (Map.Entry<String, String> key : state.keys().entrySet()) {
        Keys.takeBack(folder, key.getKey(), key.getValue());
      }
      move(before, file);
      Replacement.sync(folder);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    for (String part : PARTS) {
      Path each = Path.of(from + part);
      if (Files.exists(each)) {
        Files.move(each, Path.of(to + part), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /// Why the database was put back and under which stamp it was kept; null if it was not, or that
  /// was told.
  static @Nullable State untold(Path folder) {
    State state = read(folder);
    return state != null && state.decided() ? state : null;
  }

  /// A kiosk has got ready with the copy: there is no way back from now on.
  ///
  /// @param folder the data folder
  public static void passed(Path folder) throws IOException {
    State state = read(folder);
    if (state != null && !state.decided()) {
      drop(folder);
    }
  }

  static void drop(Path folder) throws IOException {
    if (Files.deleteIfExists(folder.resolve(FILE))) {
      Replacement.sync(folder);
    }
  }

  private static @Nullable State read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), State.class) : null;
    } catch (IOException e) {
      Logger.warn("{} is not used: {}", file, e.getMessage());
      return null;
    }
  }

  private static void write(Path folder, State state) throws IOException {
    Path part = folder.resolve(FILE + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(JSON.writeValueAsBytes(state));
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    Replacement.sync(folder);
  }
}
