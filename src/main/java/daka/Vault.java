package daka;

import daka.checkin.Fingerprints;
import daka.config.Config;
import daka.store.Checkpoints;
import daka.store.DataFolder;
import daka.store.Database;
import daka.store.Keys;
import daka.store.Opening;
import daka.store.SqliteLedger;
import daka.store.Stamp;
import daka.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The data folder, opened and locked: the store, and the secrets beside it.
///
/// @param note what became of a database that was damaged, or null if all is well
record Vault(
    Database database, SqliteLedger ledger, Fingerprints fingerprints, @Nullable String note) {

  /// @param parts what has to be closed again is added here
  /// @throws StartException if the folder cannot be used
  static Vault open(Config config, InstantSource clock, Supplier<Stamp> stamps, Parts parts)
      throws StartException {
    Path folder = config.kiosk().data();
    try {
      parts.add(DataFolder.open(folder));
      Opening.Opened opened = new Opening(folder, clock).open();
      Database database = parts.add(opened.database());
      parts.add(new Checkpoints(database));
      SqliteLedger ledger =
          new SqliteLedger(database, source(config), config.centre().hours().zone(), stamps);
      return new Vault(database, ledger, fingerprints(config), opened.note());
    } catch (StoreException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartException("reading the keys in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String source(Config config) {
    return "/centres/" + config.centre().id() + "/kiosks/" + config.kiosk().id();
  }

  private static Fingerprints fingerprints(Config config) throws IOException {
    Path folder = config.kiosk().data();
    Path townKey = config.centre().townKeyFile();
    return new Fingerprints(
        Keys.readOrMake(folder, Keys.CARD),
        townKey == null ? Keys.readOrMake(folder, Keys.TOWN) : Files.readAllBytes(townKey));
  }
}
