package daka.store.proof;

import com.fasterxml.jackson.databind.JsonNode;
import daka.event.Contradiction;
import daka.event.VisitChange;
import daka.store.journal.Corrections;
import daka.store.journal.Deletion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Proves that the visits are what the journal says, told each entry in turn.
///
/// Rows and entries are walked side by side: visits begin in the order of their ids, so the row of
/// a visit is the next one when the entry that begins it comes by. From then on the visit is held
/// in memory only while what the journal has said of it so far differs from its row, which as a
/// rule is from its arrival to its departure. A visit that was let go equals its row, so an entry
/// that touches it later, to correct it, takes it up again from there. Memory is therefore bounded
/// by the visits open at one time.
///
/// Where the clock was set, the rows have the times as they were put right, and so are the entries'
/// read; see [Corrections].
///
/// Where entries were lost, the visits of that time can be proven only in part: those of which
/// entries are missing may differ from what is left of the journal in where they stand and how they
/// ended, and those that began there have only their rows.
final class VisitsProof implements ChainProof.Witness, AutoCloseable {
  /// More visits than this have never been open at one time. Beyond it the rows are wrong as a
  /// whole, and the first of them is named without waiting for the end of the journal.
  private static final int MOST_UNSETTLED = 100_000;

  private final PreparedStatement all;
  private final PreparedStatement one;
  private final ResultSet rows;
  private final Pseudonyms subjects;
  private final Corrections corrections;
  private final Map<Long, VisitReplay> unsettled = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private @Nullable VisitRow next;
  private long lastBegun;
  private long lastDeleted;
  private boolean afterGap;
  private boolean gaps;
  private long visits;
  private long open;
  private long deleted;
  private long unproven;

  VisitsProof(Connection connection) throws SQLException {
    subjects = Pseudonyms.read(connection);
    corrections = Corrections.read(connection);
    all = VisitRow.all(connection);
    one = VisitRow.one(connection);
    rows = all.executeQuery();
    advance();
  }

  private void advance() throws SQLException {
    next = rows.next() ? VisitRow.read(rows) : null;
    if (next != null) {
      visits++;
      open += next.isOpen() ? 1 : 0;
    }
  }

  @Override
  public void entry(long number, JsonNode event) throws SQLException, Contradiction {
    Corrections.of(number, event);
    for (VisitChange told : VisitChange.of(number, event)) {
      VisitChange change = told.shifted(corrections.shift(number));
      VisitReplay standing =
          change instanceof VisitChange.Begin begin
              ? begin(number, begin)
              : standing(number, change.visit());
      if (standing == null) {
        unproven++;
        continue;
      }
      standing.apply(number, change, corrections);
      if (standing.difference() == null) {
        unsettled.remove(standing.visit());
      } else {
        unsettled.put(standing.visit(), standing);
      }
    }
    if (unsettled.size() > MOST_UNSETTLED) {
      settle();
    }
  }

  private VisitReplay begin(long number, VisitChange.Begin begin)
      throws SQLException, Contradiction {
    long visit = begin.visit();
    if (visit <= lastBegun) {
      throw Contradiction.at(number, "visit " + visit + " begins, which has begun before");
    }
    skipRowsBefore(visit);
    lastBegun = visit;
    afterGap = false;
    VisitRow row = null;
    if (next != null && next.id() == visit) {
      row = next;
      advance();
    }
    if (row != null && row.resident() == 0 && begin.subject() != null) {
      deleted++;
    }
    return VisitReplay.begun(begin, row, subjects);
  }

  /// Rows that no entry begins are of visits whose entries were lost, or nobody's.
  private void skipRowsBefore(long visit) throws SQLException, Contradiction {
    while (next != null && next.id() < visit) {
      if (!afterGap && next.id() > lastDeleted) {
        throw new Contradiction("visit " + next.id(), "it is not in the journal");
      }
      unproven++;
      advance();
    }
  }

  /// The visit an entry is about, or null if all that is known of it was lost.
  private @Nullable VisitReplay standing(long number, long visit)
      throws SQLException, Contradiction {
    VisitReplay standing = unsettled.get(visit);
    if (standing != null) {
      return standing;
    }
    if (visit > lastBegun && visit > lastDeleted && !afterGap) {
      throw Contradiction.at(number, "it is about visit " + visit + ", which has not begun");
    }
    one.setLong(1, visit);
    try (ResultSet row = one.executeQuery()) {
      if (row.next()) {
        return VisitReplay.as(VisitRow.read(row), subjects);
      }
      if (gaps || visit <= lastDeleted) {
        return null;
      }
      throw Contradiction.at(number, "it is about visit " + visit + ", which has no row");
    }
  }

  /// A visit that was open when others of its time were deleted has its row, but not its beginning.
  @Override
  public void deleted(Deletion deletion) {
    notes.add(
        "entries 1 to "
            + deletion.upTo()
            + " were deleted after the days that they are kept, as entry "
            + deletion.entry()
            + " says; the proof begins after them");
    lastDeleted = deletion.lastVisit();
  }

  @Override
  public void gap(long from, long to, String reason) {
    notes.add("entries " + from + " to " + to + " are missing, as declared: " + reason);
    unproven += unsettled.size();
    unsettled.clear();
    afterGap = true;
    gaps = true;
  }

  /// Proves what is left once the journal is at its end.
  void end() throws SQLException, Contradiction {
    settle();
    skipRowsBefore(Long.MAX_VALUE);
    if (deleted > 0) {
      notes.add(deleted + " visits are of residents who were deleted since");
    }
    if (unproven > 0) {
      notes.add(unproven + " visits could be proven only in part, because entries are missing");
    }
  }

  private void settle() throws Contradiction {
    VisitReplay first =
        unsettled.values().stream().min(Comparator.comparingLong(VisitReplay::entry)).orElse(null);
    if (first != null) {
      throw Contradiction.at(
          first.entry(), "visit " + first.visit() + " is not as it says: " + first.difference());
    }
  }

  long visits() {
    return visits;
  }

  long open() {
    return open;
  }

  List<String> notes() {
    return notes;
  }

  @Override
  public void close() throws SQLException {
    rows.close();
    all.close();
    one.close();
  }
}
