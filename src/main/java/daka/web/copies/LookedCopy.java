package daka.web.copies;

import daka.store.copies.CopyNote;
import daka.store.copies.SinceCopy;
import daka.store.file.Database;
import daka.store.file.StoreException;
import daka.store.proof.Proof;
import daka.store.rescue.CopyCheck;
import daka.web.http.CentreTime;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What somebody is told of a copy before it is restored.
///
/// @param made when, if it says so
/// @param last what the clock told at the last entry in it
/// @param notes what could not be proven, and why
/// @param lost what the kiosk has that it has not
/// @param missing the rooms that the kiosk needs and it has not: it cannot be restored
public record LookedCopy(
    @Nullable String made,
    @Nullable String last,
    long entries,
    long visits,
    long people,
    List<String> notes,
    SinceCopy lost,
    List<String> missing) {

  /// Looks at a copy.
  ///
  /// @param database of the kiosk
  /// @param missing the rooms that the config names and that are none of these
  /// @param zone the centre's
  public record By(Database database, Function<Set<String>, List<String>> missing, ZoneId zone) {

    /// Proves it; that takes minutes for a large one.
    ///
    /// @throws StoreException if it cannot be read, is not sound, or was made by a newer version
    public LookedCopy look(Path copy) {
      CopyCheck check = CopyCheck.of(copy);
      CopyNote note = check.contents().note();
      Proof.Proven proven = check.proven();
      return new LookedCopy(
          note == null ? null : new CentreTime(zone).text(Instant.ofEpochMilli(note.made())),
          check.contents().last(),
          proven.entries(),
          proven.visits(),
          check.contents().people(),
          proven.notes(),
          SinceCopy.of(
              database, check.contents().number(), check.newestVisit(), check.newestPerson()),
          missing.apply(check.rooms()));
    }
  }
}
