package daka.store.visits;

import com.fasterxml.jackson.databind.JsonNode;
import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.event.VisitChange;
import daka.store.file.Sql;
import daka.store.journal.ClockStamp;
import daka.store.journal.Corrections;
import daka.store.journal.Corrections.Correction;
import daka.store.proof.VisitRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds which entries a clock that was set had told wrong, and puts the times of their visits
/// right. Used once, within one transaction.
///
/// It goes back from the end of the journal, within this boot: over the entries that nothing
/// vouched for, over what an unvouched correction had moved, and on until no visit is torn, that is
/// until each visit which is open or was changed there has also begun there. A stay is so always
/// told by one clock. As visits end at closing time, that is the beginning of the day at most.
public final class ClockCorrection {
  /// A limit to how long a tap may wait, for a kiosk that ran for months without anything that
  /// vouches for its clock.
  private static final int MOST_ENTRIES = 50_000;

  private final Connection connection;
  private final String boot;
  private final long byMillis;
  private final Deque<Told> entries = new ArrayDeque<>();
  private final List<Correction> corrections = new ArrayList<>();
  private final List<Long> closed = new ArrayList<>();
  private long since;

  private record Told(long number, List<VisitChange> changes) {}

  /// @param boot the present one
  /// @param byMillis by how much the clock was put forward
  /// @param head the number of the last entry
  ClockCorrection(Connection connection, String boot, long byMillis, long head)
      throws SQLException {
    this.connection = connection;
    this.boot = boot;
    this.byMillis = byMillis;
    this.since = head + 1;
    goBack();
  }

  private void goBack() throws SQLException {
    Set<Long> torn =
        new HashSet<>(
            Sql.all(connection, "SELECT id FROM visits WHERE departed IS NULL", r -> r.getLong(1)));
    long moved = Long.MAX_VALUE;
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT number, event FROM journal ORDER BY number DESC LIMIT " + MOST_ENTRIES);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        long number = rows.getLong(1);
        JsonNode event = CanonicalEvent.parse(number, rows.getString(2));
        boolean vouched = ClockStamp.isVouchedFor(event.path("clocktrust").asText());
        if (!event.path("boot").asText().equals(boot)
            || (vouched && torn.isEmpty() && number < moved)) {
          return;
        }
        since = number;
        List<VisitChange> changes = VisitChange.of(number, event);
        entries.push(new Told(number, changes));
        changes.stream()
            .filter(c -> !(c instanceof VisitChange.Begin))
            .forEach(c -> torn.add(c.visit()));
        changes.stream()
            .filter(VisitChange.Begin.class::isInstance)
            .forEach(c -> torn.remove(c.visit()));
        for (Correction correction : Corrections.of(number, event)) {
          corrections.add(correction);
          moved = vouched ? moved : Math.min(moved, correction.since());
        }
      }
    } catch (Contradiction _) {
      // What was damaged cannot be put right; it is told when the journal is proven.
    }
  }

  /// The first entry that was told wrong, or the number after the last one if none was.
  long since() {
    return since;
  }

  /// Puts the rows right, as a replay of the journal would.
  ///
  /// @return the visits that closing time ended and of which that is no longer sure
  List<Long> apply() throws SQLException {
    Corrections before = new Corrections(corrections);
    Map<Long, Retold> visits = new LinkedHashMap<>();
    for (Told told : entries) {
      long shift = before.shift(told.number());
      for (VisitChange change : told.changes()) {
        visits
            .computeIfAbsent(change.visit(), _ -> new Retold())
            .tell(change.shifted(shift), change.shifted(shift + byMillis));
      }
    }
    try (PreparedStatement one = VisitRow.one(connection);
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE visits SET arrived = ?, departed = ? WHERE id = ?")) {
      for (Map.Entry<Long, Retold> visit : visits.entrySet()) {
        one.setLong(1, visit.getKey());
        VisitRow row;
        try (ResultSet found = one.executeQuery()) {
          row = found.next() ? VisitRow.read(found) : null;
        }
        if (row != null) {
          rewrite(row, visit.getValue(), update);
        }
      }
    }
    return closed;
  }

  private void rewrite(VisitRow row, Retold retold, PreparedStatement update) throws SQLException {
    long arrived = row.arrived() + (retold.begun ? byMillis : 0);
    Long departed = retold.departed(row, arrived);
    Sql.change(update, arrived, departed, row.id());
    if ("closing".equals(row.ended()) && (retold.begun || retold.closed)) {
      closed.add(row.id());
    }
  }

  /// What the entries that were told wrong say of one visit.
  private static final class Retold {
    private boolean begun;
    private boolean closed;
    private boolean reopened;
    private @Nullable Long departed;
    private @Nullable Long voidedBefore;
    private long voided;

    void tell(VisitChange before, VisitChange now) {
      switch (now) {
        case VisitChange.Begin _ -> begun = true;
        case VisitChange.Place _ -> {}
        case VisitChange.Reopen _ -> {
          departed = null;
          reopened = true;
        }
        case VisitChange.End end when !end.how().equals(VisitChange.End.VOIDED) -> {
          departed = end.at();
          closed = !end.isByClock();
        }
        case VisitChange.End end -> {
          if (departed == null && (begun || reopened)) {
            departed = end.at();
          } else if (departed == null && before instanceof VisitChange.End wrong) {
            voidedBefore = wrong.at();
            voided = end.at();
          }
        }
      }
    }

    /// When a visit with this row, which arrived then, departed. One that is voided keeps the
    /// departure it had; whether it had one is seen from the row.
    @Nullable Long departed(VisitRow row, long arrived) {
      if (row.departed() == null) {
        return null;
      }
      long end = row.departed();
      if (departed != null) {
        end = departed;
      } else if (voidedBefore != null && end == Math.max(row.arrived(), voidedBefore)) {
        end = voided;
      }
      return Math.max(arrived, end);
    }
  }
}
