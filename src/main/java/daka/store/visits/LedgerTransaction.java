package daka.store.visits;

import daka.checkin.CardDigest;
import daka.checkin.CardHolder;
import daka.checkin.ClockCorrected;
import daka.checkin.EntriesDeleted;
import daka.checkin.Happening;
import daka.checkin.Ledger.Transaction;
import daka.checkin.Role;
import daka.checkin.Room;
import daka.checkin.RoomSpace;
import daka.checkin.Visit;
import daka.checkin.VisitEffect;
import daka.checkin.Visitor;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.journal.ChainAnchor;
import daka.store.journal.EntryAppender;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One transaction of [SqliteLedger]: reads and writes the rows, and keeps what the ledger must
/// remember if it commits.
final class LedgerTransaction implements Transaction {
  private static final Duration WAITING = Duration.ofDays(1);

  private final LedgerStatements statements;
  private final EntryAppender entries;
  private final WaitingCodes codes;
  private final List<Room> rooms;
  private final Map<String, Integer> inside;
  private final long firstSinceStart;
  private long nextVisit;

  LedgerTransaction(
      LedgerStatements statements,
      EntryAppender entries,
      WaitingCodes codes,
      List<Room> rooms,
      Map<String, Integer> inside,
      long firstSinceStart,
      long nextVisit) {
    this.statements = statements;
    this.entries = entries;
    this.codes = codes;
    this.rooms = rooms;
    this.inside = new HashMap<>(inside);
    this.firstSinceStart = firstSinceStart;
    this.nextVisit = nextVisit;
  }

  @Override
  public @Nullable CardHolder holder(CardDigest card) {
    return one(
        "looking up a card",
        statements.holderByCard,
        query -> query.setString(1, card.hex()),
        LedgerTransaction::holder);
  }

  @Override
  public @Nullable CardHolder resident(long resident) {
    return one(
        "looking up resident " + resident,
        statements.holderById,
        query -> query.setLong(1, resident),
        LedgerTransaction::holder);
  }

  private static CardHolder holder(ResultSet row) throws SQLException {
    String expires = row.getString(7);
    return new CardHolder(
        new Visitor(row.getLong(1), row.getString(2)),
        row.getString(3),
        Role.ofWireName(row.getString(4)),
        row.getString(5),
        row.getInt(6) != 0,
        expires == null ? null : LocalDate.parse(expires),
        row.getLong(8) == 0 ? null : VisitRows.read(row, 8));
  }

  @Override
  public @Nullable Visit visit(long id) {
    return one(
        "looking up visit " + id,
        statements.visit,
        query -> query.setLong(1, id),
        row -> VisitRows.read(row, 1));
  }

  @Override
  public @Nullable Visit lastVisit(long resident) {
    Visit last =
        one(
            "looking up the last visit of resident " + resident,
            statements.lastVisit,
            query -> query.setLong(1, resident),
            row -> VisitRows.read(row, 1));
    return last == null || last.id() >= firstSinceStart || entries.isVouched() ? last : null;
  }

  @Override
  public List<Visit> openBefore(Instant instant) {
    try {
      statements.openBefore.setLong(1, instant.toEpochMilli());
      List<Visit> visits = new ArrayList<>();
      try (ResultSet rows = statements.openBefore.executeQuery()) {
        while (rows.next()) {
          visits.add(VisitRows.read(rows, 1));
        }
      }
      return visits;
    } catch (SQLException e) {
      throw new StoreException("looking for open visits: " + e.getMessage(), e);
    }
  }

  @Override
  public List<RoomSpace> rooms() {
    return Occupancy.of(rooms, inside);
  }

  @Override
  public long nextVisit() {
    return nextVisit++;
  }

  @Override
  public void append(Happening happening, Instant now) {
    try {
      project(happening);
      entries.append(statements.insertEntry, happening, now);
    } catch (SQLException e) {
      throw new StoreException("writing to the journal: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Visit> correctClock(Duration by, String trust, Instant now) {
    try {
      ClockCorrection correction =
          new ClockCorrection(
              statements.connection, entries.boot(), by.toMillis(), entries.head().number());
      List<Long> closed = correction.apply();
      Sql.change(
          statements.connection,
          "UPDATE waiting SET at = at + ?1 WHERE at BETWEEN ?2 - ?1 - ?3 AND ?2 - ?1",
          by.toMillis(),
          now.toEpochMilli(),
          WAITING.toMillis());
      append(new ClockCorrected(now, by, correction.since(), trust), now);
      List<Visit> visits = new ArrayList<>();
      for (long id : closed) {
        Visit visit = visit(id);
        if (visit != null) {
          visits.add(visit);
        }
      }
      return visits;
    } catch (SQLException e) {
      throw new StoreException("putting the visits' times right: " + e.getMessage(), e);
    }
  }

  private void project(Happening happening) throws SQLException {
    switch (happening) {
      case Happening.OfVisits changing -> {
        for (VisitEffect effect : changing.effects()) {
          project(effect);
        }
      }
      case EntriesDeleted deleted -> delete(deleted);
      case Happening.Aside _, ClockCorrected _ -> {}
    }
  }

  private void project(VisitEffect effect) throws SQLException {
    switch (effect) {
      case VisitEffect.Begin(Visit visit, @Nullable String override) -> {
        insert(visit, override);
        count(visit.room(), visit.party());
      }
      case VisitEffect.End(Visit visit) -> {
        update(visit);
        count(visit.room(), -visit.party());
      }
      case VisitEffect.Place(Visit visit, String fromRoom) -> {
        update(visit);
        count(fromRoom, -visit.party());
        count(visit.room(), visit.party());
      }
      case VisitEffect.Reopen(Visit visit) -> {
        update(visit);
        count(visit.room(), visit.party());
      }
      case VisitEffect.Estimate(Visit visit) -> update(visit);
      case VisitEffect.TakeBack(Visit visit) -> {
        update(visit);
        recount();
      }
    }
  }

  private void insert(Visit visit, @Nullable String override) throws SQLException {
    VisitRows.bindInsert(statements.insertVisit, visit);
    statements.insertVisit.setString(11, override);
    statements.insertVisit.executeUpdate();
  }

  private void update(Visit visit) throws SQLException {
    VisitRows.bindUpdate(statements.updateVisit, visit);
    statements.updateVisit.executeUpdate();
  }

  /// The chain begins at an anchor then. The last visit is kept in mind, so that its id is not
  /// given again.
  private void delete(EntriesDeleted deleted) throws SQLException {
    Connection connection = statements.connection;
    for (String table : List.of("journal", "set_aside", "anchors")) {
      Sql.change(connection, "DELETE FROM " + table + " WHERE number <= ?", deleted.upTo());
    }
    Sql.change(
        connection,
        "DELETE FROM visits WHERE id <= ? AND departed IS NOT NULL",
        deleted.lastVisit());
    Sql.change(
        connection,
        "INSERT INTO anchors (number, hash, reason, at) VALUES (?, ?, ?, ?)",
        deleted.upTo(),
        HexFormat.of().parseHex(deleted.hash()),
        ChainAnchor.RETENTION,
        deleted.at().toEpochMilli());
    Sql.change(
        connection,
        "INSERT INTO settings (name, value) VALUES ('last-visit', ?1) ON CONFLICT DO UPDATE SET"
            + " value = ?1 WHERE CAST(value AS INTEGER) < CAST(?1 AS INTEGER)",
        Long.toString(deleted.lastVisit()));
  }

  private void count(String room, int change) {
    inside.merge(room, change, Integer::sum);
  }

  private void recount() throws SQLException {
    inside.clear();
    inside.putAll(Occupancy.count(statements.inside));
  }

  @Override
  public String waitingCode(CardDigest unknown, String reader, Instant now) {
    try {
      String known = codes.find(statements, unknown);
      return known == null ? codes.issue(statements, unknown, reader, now, WAITING) : known;
    } catch (SQLException e) {
      throw new StoreException("giving an unknown card a code: " + e.getMessage(), e);
    }
  }

  Map<String, Integer> inside() {
    return inside;
  }

  long nextVisitAfterCommit() {
    return nextVisit;
  }

  private interface Binding {
    void on(PreparedStatement query) throws SQLException;
  }

  private interface Mapping<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> @Nullable T one(
      String doing, PreparedStatement query, Binding binding, Mapping<T> mapping) {
    try {
      binding.on(query);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? mapping.of(row) : null;
      }
    } catch (SQLException e) {
      throw new StoreException(doing + ": " + e.getMessage(), e);
    }
  }
}
