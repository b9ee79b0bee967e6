package daka.store.copies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import daka.store.file.Sql;
import daka.store.proof.Proof;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a copy says of itself: when it was made, and what `verify` proved of it then. It stands
/// among the settings, and goes with the keys there when the copy is restored.
///
/// @param made in milliseconds since 1970
/// @param entries of the journal
/// @param open of the visits
/// @param audited entries of the audit log
/// @param notes what could not be proven, and why
public record CopyNote(
    long made, long entries, long visits, long open, long audited, List<String> notes) {
  /// Begins as the names of all that only a copy has.
  private static final String NAME = "copy of what was proven";

  private static final JsonMapper JSON = new JsonMapper();

  /// What is to be said of a copy that was proven now.
  public static CopyNote of(Proof.Proven proven, Instant now) {
    return new CopyNote(
        now.toEpochMilli(),
        proven.entries(),
        proven.visits(),
        proven.open(),
        proven.audited(),
        proven.notes());
  }

  /// Writes it into a copy.
  public void keep(Connection copy) throws SQLException {
    try {
      Sql.change(
          copy,
          "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
          NAME,
          JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing what was proven of a copy", e);
    }
  }

  /// What a copy says of itself; null if it was made by a version that told nothing, or cannot be
  /// understood.
  static @Nullable CopyNote find(Connection copy) throws SQLException {
    String text =
        Sql.first(copy, "SELECT value FROM settings WHERE name = ?", row -> row.getString(1), NAME);
    try {
      return text == null ? null : JSON.readValue(text, CopyNote.class);
    } catch (JsonProcessingException _) {
      return null;
    }
  }
}
