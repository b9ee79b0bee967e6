package daka.store.visits;

import daka.checkin.Desk;
import daka.checkin.Hours;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import daka.store.journal.Corrections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the journal and the visit log tell of a day, for the board. Safe for use by several
/// threads.
public final class DayLog {
  private static final int HOURS = 24;
  private static final long HOUR = 3_600_000;

  /// How many of the last entries are looked at for what happened last. After closing time there
  /// may be none among them.
  private static final int LATEST = 60;

  /// The same for refusals, of which only the last half hour counts.
  private static final int REFUSALS = 300;

  private static final String ARRIVALS =
      """
      SELECT (v.arrived - ?1) / 3600000, sum(v.party) FROM visits v
      WHERE v.arrived >= ?1 AND v.arrived < ?2 AND v.ended IS NOT 'voided'
        AND NOT EXISTS (
          SELECT 1 FROM visits p
          WHERE p.resident = v.resident AND p.arrived BETWEEN v.arrived - 86400000 AND v.arrived
            AND +p.ended = 'moved' AND p.departed = v.arrived)
      GROUP BY 1\
      """;

  private static final String HAPPENED =
      """
      SELECT replace(event ->> '$.type', 'daka.visit.', ''), event ->> '$.data.reason',
        event ->> '$.data.party', event ->> '$.data.room', event ->> '$.data.at', r.name, number,
        v.reader IS ?
      FROM (SELECT number, event FROM journal ORDER BY number DESC LIMIT ?) h
        LEFT JOIN visits v ON v.id = CAST(event ->> '$.data.visit' AS INTEGER)
        LEFT JOIN residents r ON r.id = v.resident
      WHERE event ->> '$.type' IN ('daka.visit.arrived', 'daka.visit.moved',
          'daka.visit.departed', 'daka.visit.voided', 'daka.scan.refused')
        AND event ->> '$.data.ended' IS NOT 'closing'
        AND NOT (event ->> '$.data.voids' IS 'departure' AND EXISTS (
          SELECT 1 FROM journal n WHERE n.number = h.number + 1
            AND n.event ->> '$.type' = 'daka.visit.departed'
            AND n.event ->> '$.data.visit' = h.event ->> '$.data.visit'
            AND n.event ->> '$.data.ended' <> 'closing'
            AND n.event ->> '$.data.at' = h.event ->> '$.data.at'))
      ORDER BY number DESC LIMIT ?\
      """;

  private static final String REFUSED =
      """
      SELECT event ->> '$.data.at', number
      FROM (SELECT number, event FROM journal ORDER BY number DESC LIMIT ?)
      WHERE event ->> '$.type' = 'daka.scan.refused'\
      """;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  private final Transactions transactions;
  private final Hours hours;

  public DayLog(Database database, Hours hours) {
    this.transactions = new Transactions(database);
    this.hours = hours;
  }

  /// Something that happened.
  ///
  /// @param type the end of the event's type: `arrived`, `moved`, `departed`, `voided`, or
  ///   `daka.scan.refused`
  /// @param reason the wire name of why a scan was refused, else null
  /// @param party how many people, 0 for a scan
  /// @param room the id of the room, or null for a scan
  /// @param at RFC 3339 with the centre's offset, put right if the clock was set since
  /// @param name the person's name, unmasked, or null for guests, scans and residents since deleted
  /// @param typed whether the visit began with a number that was typed, so that nobody is to be
  ///   named
  public record Happened(
      String type,
      @Nullable String reason,
      int party,
      @Nullable String room,
      String at,
      @Nullable String name,
      boolean typed) {}

  /// How many people came in each hour of the centre's day. One who moves to another room comes in
  /// once; a party of guests that moves is counted again.
  ///
  /// @return 24 numbers, by the clock on the centre's wall
  /// @throws StoreException if the log cannot be read
  public int[] arrivals(LocalDate day) {
    ZonedDateTime begin = day.atStartOfDay(hours.zone());
    long from = begin.toInstant().toEpochMilli();
    long to = day.plusDays(1).atStartOfDay(hours.zone()).toInstant().toEpochMilli();
    return transactions.read(
        "counting the visits of " + day, connection -> arrivals(connection, begin, from, to));
  }

  private static int[] arrivals(Connection connection, ZonedDateTime begin, long from, long to)
      throws SQLException {
    int[] arrivals = new int[HOURS];
    Sql.all(connection, ARRIVALS, row -> new long[] {row.getLong(1), row.getLong(2)}, from, to)
        .forEach(
            row -> {
              Instant hour = begin.toInstant().plusMillis(row[0] * HOUR);
              arrivals[hour.atZone(begin.getZone()).getHour()] += (int) row[1];
            });
    return arrivals;
  }

  /// What happened last, the newest first, without the visits that closing time ended, and without
  /// entries of other types. A departure after closing time takes that back and tells another,
  /// which is one thing.
  ///
  /// @param limit how many at most
  /// @throws StoreException if the journal cannot be read
  public List<Happened> latest(int limit) {
    return transactions.read("reading what happened last", connection -> latest(connection, limit));
  }

  private List<Happened> latest(Connection connection, int limit) throws SQLException {
    Corrections corrections = Corrections.read(connection, LATEST);
    return Sql.all(
        connection,
        HAPPENED,
        row ->
            new Happened(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                putRight(row.getString(5), corrections.shift(row.getLong(7))),
                row.getString(6),
                row.getInt(8) != 0),
        Desk.KEYPAD,
        LATEST,
        limit);
  }

  private String putRight(String at, long millis) {
    return millis == 0
        ? at
        : TIME.format(
            OffsetDateTime.parse(at)
                .plus(millis, ChronoUnit.MILLIS)
                .atZoneSameInstant(hours.zone()));
  }

  /// How many scans were refused since then, as far as the last entries tell.
  ///
  /// @throws StoreException if the journal cannot be read
  public int refusedSince(Instant then) {
    return transactions.read(
        "counting the refused scans", connection -> refusedSince(connection, then));
  }

  private static int refusedSince(Connection connection, Instant then) throws SQLException {
    Corrections corrections = Corrections.read(connection, REFUSALS);
    List<Instant> times =
        Sql.all(
            connection,
            REFUSED,
            row ->
                OffsetDateTime.parse(row.getString(1))
                    .toInstant()
                    .plusMillis(corrections.shift(row.getLong(2))),
            REFUSALS);
    return (int) times.stream().filter(at -> !at.isBefore(then)).count();
  }
}
