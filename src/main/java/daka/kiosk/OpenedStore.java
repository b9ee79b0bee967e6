package daka.kiosk;

import daka.checkin.CardDigests;
import daka.config.Config;
import daka.health.Part;
import daka.health.Progress;
import daka.health.ProgressTeller;
import daka.store.file.Checkpoints;
import daka.store.file.DataFolder;
import daka.store.file.DataKey;
import daka.store.file.Database;
import daka.store.file.Keys;
import daka.store.file.StoreException;
import daka.store.journal.ClockStamp;
import daka.store.rescue.Backup;
import daka.store.rescue.StoreOpening;
import daka.store.rescue.UndoneRestore;
import daka.store.visits.SqliteLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The data folder, opened and locked: the store, and the secrets beside it.
///
/// @param dataKey what seals those secrets
/// @param files how the folder is kept from other users
/// @param note what became of a database that was damaged, or null if all is well
/// @param undone a restore that was undone in the last days; null if none was
/// @param foreign what somebody else made in the database; empty if there is nothing
public record OpenedStore(
    Database database,
    SqliteLedger ledger,
    CardDigests fingerprints,
    DataKey dataKey,
    Part files,
    @Nullable String note,
    @Nullable UndoneRestore undone,
    List<String> foreign) {
  private static final String SET_ASIDE_CURE =
      "Have the SD card checked, compare the visit log with what staff remember, and keep the file"
          + " that was set aside. This warning goes with the next start.";
  private static final String UNDONE_CURE =
      "See to what kept the kiosk from starting with it, then restore it again, or another copy."
          + " This warning goes after a week.";
  private static final Duration LOGGED_EVERY = Duration.ofSeconds(10);
  private static final Duration SHOWN_EVERY = Duration.ofSeconds(1);

  /// @param parts what has to be closed again is added here
  /// @throws StartException if the folder cannot be used
  public static OpenedStore open(
      Config config, InstantSource clock, Supplier<ClockStamp> stamps, Parts parts)
      throws StartException {
    return open(config, clock, stamps, parts, System.getenv(), StoreOpening::open, _ -> {});
  }

  /// @param environment of the process
  /// @param how as [StoreOpening] offers it
  /// @param shown is told each second how far it is, if it takes longer, as putting a damaged
  ///   database in order does; the log is, every ten
  static OpenedStore open(
      Config config,
      InstantSource clock,
      Supplier<ClockStamp> stamps,
      Parts parts,
      Map<String, String> environment,
      Function<StoreOpening, StoreOpening.Opened> how,
      Consumer<Progress.Seen> shown)
      throws StartException {
    Path folder = config.kiosk().data();
    try {
      Part files = parts.add(DataFolder.open(folder)).health();
      DataKey dataKey = new DataKeyPlace(config, environment).read();
      StoreOpening.Opened opened = open(new StoreOpening(folder, clock), how, shown);
      Database database = parts.add(opened.database());
      parts.add(new Checkpoints(database));
      SqliteLedger ledger =
          new SqliteLedger(database, source(config), config.centre().hours().zone(), stamps);
      return new OpenedStore(
          database,
          ledger,
          fingerprints(config, dataKey),
          dataKey,
          files,
          opened.note(),
          opened.undone(),
          opened.foreign());
    } catch (StoreException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartException("reading the keys in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static StoreOpening.Opened open(
      StoreOpening opening,
      Function<StoreOpening, StoreOpening.Opened> how,
      Consumer<Progress.Seen> shown) {
    Progress progress = new Progress(System::nanoTime);
    try (ProgressTeller _ =
            new ProgressTeller(progress, LOGGED_EVERY, seen -> Logger.info("{}", seen));
        ProgressTeller _ = new ProgressTeller(progress, SHOWN_EVERY, shown)) {
      return progress.during(() -> how.apply(opening));
    }
  }

  /// What became of the database that a person should look at.
  ///
  /// @param zone the centre's
  List<Part> warnings(ZoneId zone) {
    List<Part> warnings = new ArrayList<>();
    if (note != null) {
      warnings.add(Part.warning("database", note, SET_ASIDE_CURE));
    }
    if (undone != null) {
      warnings.add(Part.warning("restore", undone(undone, zone), UNDONE_CURE));
    }
    return warnings;
  }

  private static String undone(UndoneRestore undone, ZoneId zone) {
    return "a copy was restored and taken back, and the records are those from before; at "
        + Instant.ofEpochMilli(undone.at()).atZone(zone).truncatedTo(ChronoUnit.MINUTES)
        + ": "
        + undone.why();
  }

  private static String source(Config config) {
    return "/centres/" + config.centre().id() + "/kiosks/" + config.kiosk().id();
  }

  private static CardDigests fingerprints(Config config, DataKey dataKey) throws IOException {
    Path folder = config.kiosk().data();
    if (dataKey.seals() && Keys.anyUnsealed(folder)) {
      Logger.info("the keys in {} are sealed from now on; the nightly copy is made anew", folder);
      Files.deleteIfExists(folder.resolve(Backup.NIGHTLY));
    }
    Path townKey = config.centre().townKeyFile();
    return new CardDigests(
        Keys.readOrMake(folder, Keys.CARD, dataKey),
        townKey == null
            ? Keys.readOrMake(folder, Keys.TOWN, dataKey)
            : Files.readAllBytes(townKey));
  }
}
