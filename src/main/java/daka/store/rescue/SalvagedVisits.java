package daka.store.rescue;

import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.event.VisitChange;
import daka.health.Progress;
import daka.store.journal.Corrections;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Mends the rows that could be read by what the journal says: rows that are missing are made, rows
/// that were changed are put right, and rows that no entry can have begun are dropped. Where the
/// entries that would tell are lost, the row is believed.
///
/// What the journal says is first gathered in temporary tables on the disk, so that memory does not
/// grow with it; `salvage.sql` then compares the two.
final class SalvagedVisits {
  private final Connection fresh;
  private long number;

  SalvagedVisits(Connection fresh) {
    this.fresh = fresh;
  }

  /// @param end the number new entries go on from; entries are missing if it is not the last one's
  void mend(long end) throws SQLException {
    try (ToldVisits telling = new ToldVisits(fresh);
        Statement query = fresh.createStatement();
        ResultSet rows = query.executeQuery("SELECT number, event FROM journal ORDER BY number")) {
      gather(rows, telling, end);
    } catch (Contradiction e) {
      throw new SQLException("the journal that was saved does not hold: " + e.what(), e);
    }
    try (Statement statement = fresh.createStatement()) {
      statement.executeUpdate(script());
    }
  }

  private void gather(ResultSet rows, ToldVisits telling, long end)
      throws SQLException, Contradiction {
    Progress.step("reading the visits out of the journal", end, () -> number);
    Corrections corrections = Corrections.read(fresh);
    long reached = 0;
    long lastBegun = 0;
    long sureSince = 0;
    boolean gap = false;
    while (rows.next()) {
      number = rows.getLong(1);
      if (number != reached + 1) {
        gap = true;
        sureSince = number;
      }
      reached = number;
      for (VisitChange told :
          VisitChange.of(number, CanonicalEvent.read(number, rows.getString(2)))) {
        VisitChange change = told.shifted(corrections.shift(number));
        if (change instanceof VisitChange.Begin begin) {
          if (gap) {
            telling.untoldBetween(lastBegun, begin.visit());
            gap = false;
          }
          lastBegun = begin.visit();
        }
        telling.tell(number, change);
      }
    }
    if (gap || end > reached) {
      telling.untoldBetween(lastBegun, Long.MAX_VALUE);
    }
    sureSince(end > reached ? end : sureSince);
  }

  private void sureSince(long number) throws SQLException {
    try (PreparedStatement insert = fresh.prepareStatement("INSERT INTO sure VALUES (?)")) {
      insert.setLong(1, number);
      insert.executeUpdate();
    }
  }

  private static String script() {
    try (InputStream in = SalvagedVisits.class.getResourceAsStream("salvage.sql")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own file salvage.sql");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the program's own file salvage.sql cannot be read", e);
    }
  }
}
