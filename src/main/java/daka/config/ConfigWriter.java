package daka.config;

import daka.config.Config.Invalid;
import daka.config.Config.Valid;
import daka.config.text.Edit;
import daka.config.text.TomlText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Changes single values of the config file. What comes of it is checked by what reads the file at
/// a start, and written only if there is nothing wrong with it: the whole file or nothing. The file
/// before is kept beside it, as `daka.toml.before`.
///
/// The file is read anew each time, so what somebody has changed by hand is what counts. Safe for
/// use by several threads.
public final class ConfigWriter {
  private final Path file;

  /// @param file which is there when it is read
  public ConfigWriter(Path file) {
    this.file = file.toAbsolutePath();
  }

  /// The file as it is.
  ///
  /// @param tag another for other bytes: 32 hexadecimal digits
  public record Snapshot(String text, String tag) {}

  /// What came of a change.
  public sealed interface Outcome {}

  /// The file says it now, or did so before.
  ///
  /// @param config what the whole file says
  public record Written(Snapshot now, Config config) implements Outcome {}

  /// The file is another than the one that was to be changed.
  public record Stale(Snapshot now) implements Outcome {}

  /// The kiosk could not start with this.
  ///
  /// @param problems by the lines of the file as it would be; never empty
  public record Wrong(List<Problem> problems) implements Outcome {}

  /// The file cannot be changed from here.
  ///
  /// @param reason with the cure
  public record Unwritable(String reason) implements Outcome {}

  /// The file as it is now.
  ///
  /// @throws IOException if it cannot be read, or is no text in UTF-8
  public Snapshot snapshot() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return new Snapshot(
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), tag(bytes));
  }

  /// What would be wrong with the file after this; writes nothing.
  ///
  /// @param rooms the ids of the rooms there are
  public Outcome check(List<Edit> edits, Set<String> rooms) {
    try {
      Snapshot before = snapshot();
      return checked(before, edits, rooms);
    } catch (IOException e) {
      return unreadable(e);
    }
  }

  /// Makes the edits, in their order, all or none.
  ///
  /// @param tag of the file they are meant for
  /// @param rooms the ids of the rooms there are
  public synchronized Outcome change(String tag, List<Edit> edits, Set<String> rooms) {
    Snapshot before;
    try {
      before = snapshot();
    } catch (IOException e) {
      return unreadable(e);
    }
    if (!before.tag().equals(tag)) {
      return new Stale(before);
    }
    Outcome outcome = checked(before, edits, rooms);
    if (outcome instanceof Written written && !written.now().equals(before)) {
      try {
        WholeFile whole = new WholeFile(file.toRealPath());
        whole.keepBefore(bytes(before.text()));
        whole.write(bytes(written.now().text()));
      } catch (IOException e) {
        return new Unwritable(
            "%s could not be written: %s. The kiosk's user has to be allowed to write in %s"
                .formatted(file, e, file.getParent()));
      }
    }
    return outcome;
  }

  /// Makes the file again what it was before a change that belongs to more, of which the rest could
  /// not be done.
  ///
  /// @param before its text when that change was made
  /// @throws IOException if it cannot be written
  public synchronized void takeBack(String before) throws IOException {
    new WholeFile(file.toRealPath()).write(bytes(before));
  }

  private Outcome unreadable(IOException e) {
    return new Unwritable("%s could not be read: %s. See to it on the kiosk".formatted(file, e));
  }

  private Outcome checked(Snapshot before, List<Edit> edits, Set<String> rooms) {
    TomlText.Outcome changed = TomlText.change(before.text(), edits);
    return switch (changed) {
      case TomlText.Changed(String text) ->
          switch (Config.read(file, bytes(text))) {
            case Valid(Config config) -> {
              List<Problem> unknown = config.unknownRooms(rooms);
              yield unknown.isEmpty()
                  ? new Written(new Snapshot(text, tag(bytes(text))), config)
                  : new Wrong(unknown);
            }
            case Invalid(List<Problem> problems) -> new Wrong(problems);
          };
      case TomlText.Unchangeable(String reason) -> new Unwritable(reason);
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
