package daka.command;

import daka.store.file.DataFolder;
import daka.store.file.DataKey;
import daka.store.file.Keys;
import daka.store.file.StoreException;
import daka.store.rescue.Backup;
import daka.web.lan.LanCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `key --from FILE|none --to FILE|none --data DIR`: seals the keys of a data folder under another
/// data key, or opens them for good, while the kiosk is stopped.
public final class KeyCommand {
  private static final String NONE = "none";

  private KeyCommand() {}

  public static int run(Options options) {
    Path data = options.path("data");
    try (DataFolder _ = DataFolder.open(data)) {
      DataKey from = key(options.need("from"));
      DataKey to = key(options.need("to"));
      int changed = Keys.reseal(data, from, to) + LanCertificates.reseal(data, from, to);
      if (Files.deleteIfExists(data.resolve(Backup.NIGHTLY))) {
        System.out.println(
            "deleted "
                + Backup.NIGHTLY
                + ", which has the keys as they were; the kiosk makes it"
                + " anew when it starts");
      }
      System.out.println(
          "%d keys in %s are %s now"
              .formatted(
                  changed, data, to.seals() ? "sealed under " + options.need("to") : "not sealed"));
      return Exit.DONE;
    } catch (StoreException | IOException | IllegalArgumentException e) {
      System.err.println("nothing more was changed: " + e.getMessage());
      return Exit.FAILED;
    }
  }

  private static DataKey key(String text) throws IOException {
    return text.equals(NONE) ? DataKey.NONE : DataKey.of(Files.readAllBytes(Path.of(text)));
  }
}
