package daka.store.rescue;

import daka.event.VisitChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/// Gathers what the journal says of the visits in temporary tables, for `salvage.sql`.
final class ToldVisits implements AutoCloseable {
  private final PreparedStatement begin;
  private final PreparedStatement place;
  private final PreparedStatement end;
  private final PreparedStatement reopen;
  private final PreparedStatement subject;
  private final PreparedStatement untold;

  ToldVisits(Connection fresh) throws SQLException {
    try (Statement statement = fresh.createStatement()) {
      statement.executeUpdate(
          """
          CREATE TEMP TABLE told (
            id INTEGER PRIMARY KEY, party INTEGER, room TEXT, reader TEXT, evidence TEXT,
            arrived INTEGER, departed INTEGER, ended TEXT, outside_hours INTEGER DEFAULT 0,
            guests INTEGER, entry INTEGER);
          CREATE TEMP TABLE told_subjects (
            visit INTEGER, subject TEXT, PRIMARY KEY (visit, subject)) WITHOUT ROWID;
          CREATE TEMP TABLE untold (after INTEGER, before INTEGER);
          CREATE TEMP TABLE sure (since INTEGER);\
          """);
    }
    begin =
        fresh.prepareStatement(
            """
            INSERT INTO told
              (id, party, room, reader, evidence, arrived, outside_hours, guests, entry)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING\
            """);
    place =
        fresh.prepareStatement(
            """
            INSERT INTO told (id, party, room, arrived, entry) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET party = ?2, room = ?3, arrived = coalesce(arrived, ?4),
              entry = ?5\
            """);
    end =
        fresh.prepareStatement(
            """
            INSERT INTO told (id, departed, ended, entry) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET ended = ?3, entry = ?4, departed = CASE
              WHEN ?3 = 'voided' AND departed IS NOT NULL THEN departed
              ELSE max(coalesce(arrived, ?2), ?2) END\
            """);
    reopen =
        fresh.prepareStatement(
            "UPDATE told SET departed = NULL, ended = NULL, entry = ?2 WHERE id = ?1");
    subject = fresh.prepareStatement("INSERT OR IGNORE INTO told_subjects VALUES (?, ?)");
    untold = fresh.prepareStatement("INSERT INTO untold VALUES (?, ?)");
  }

  void tell(long entry, VisitChange change) throws SQLException {
    switch (change) {
      case VisitChange.Begin visit -> {
        begin.setLong(1, visit.visit());
        begin.setInt(2, visit.party());
        begin.setString(3, visit.room());
        begin.setString(4, visit.reader());
        begin.setString(5, visit.evidence());
        begin.setLong(6, visit.arrived());
        begin.setBoolean(7, visit.outsideHours());
        begin.setBoolean(8, visit.subject() == null);
        begin.setLong(9, entry);
        begin.executeUpdate();
        tellSubject(visit.visit(), visit.subject());
      }
      case VisitChange.Place visit -> {
        place.setLong(1, visit.visit());
        place.setInt(2, visit.party());
        place.setString(3, visit.room());
        if (visit.arrived() == null) {
          place.setNull(4, Types.INTEGER);
        } else {
          place.setLong(4, visit.arrived());
        }
        place.setLong(5, entry);
        place.executeUpdate();
        tellSubject(visit.visit(), visit.subject());
      }
      case VisitChange.End visit -> {
        end.setLong(1, visit.visit());
        end.setLong(2, visit.at());
        end.setString(3, visit.how());
        end.setLong(4, entry);
        end.executeUpdate();
      }
      case VisitChange.Reopen visit -> {
        reopen.setLong(1, visit.visit());
        reopen.setLong(2, entry);
        reopen.executeUpdate();
      }
    }
  }

  private void tellSubject(long visit, @Nullable String pseudonym) throws SQLException {
    if (pseudonym != null) {
      subject.setLong(1, visit);
      subject.setString(2, pseudonym);
      subject.executeUpdate();
    }
  }

  /// Visits between these two may have begun in entries that were lost.
  void untoldBetween(long after, long before) throws SQLException {
    untold.setLong(1, after);
    untold.setLong(2, before);
    untold.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement :
        new PreparedStatement[] {begin, place, end, reopen, subject, untold}) {
      statement.close();
    }
  }
}
