package daka.store;

import daka.checkin.Fingerprints;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Registers many residents at once, all or none.
///
/// Taps wait while it writes, about 30 µs a resident on a desktop: callers keep it to some
/// thousands at a time. Safe for use by several threads.
public final class ResidentImport {
  private final Transactions transactions;
  private final Fingerprints fingerprints;
  private final InstantSource clock;

  public ResidentImport(Database database, Fingerprints fingerprints, InstantSource clock) {
    this.transactions = new Transactions(database);
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  /// One resident to be.
  ///
  /// @param number where it stands in what is imported, for messages
  public record Line(long number, Person person, List<NewCard.Read> cards) {}

  /// A line that cannot be imported.
  ///
  /// @param why what stands against it, and the cure
  public record BadLine(long number, String why) {}

  /// Looks for cards that are registered already, or given twice. Writes nothing.
  ///
  /// @throws StoreException if the register cannot be read
  public List<BadLine> check(List<Line> lines) {
    return transactions.read("checking an import", connection -> check(connection, enrol(lines)));
  }

  /// Registers all lines, if none is bad.
  ///
  /// @return the bad lines; if there are any, nothing was written
  /// @throws StoreException if it cannot be written
  public List<BadLine> add(List<Line> lines) {
    List<Entry> entries = enrol(lines);
    return transactions.write(
        "importing residents",
        connection -> {
          List<BadLine> bad = check(connection, entries);
          if (bad.isEmpty()) {
            insert(connection, entries);
          }
          return bad;
        });
  }

  private record Entry(Line line, List<Enrolment> cards) {}

  /// Computes the fingerprints, which needs no transaction.
  private List<Entry> enrol(List<Line> lines) {
    return lines.stream()
        .map(
            line ->
                new Entry(
                    line,
                    line.cards().stream().map(card -> Enrolment.of(fingerprints, card)).toList()))
        .toList();
  }

  private static List<BadLine> check(Connection connection, List<Entry> entries)
      throws SQLException {
    List<BadLine> bad = new ArrayList<>();
    Map<String, Long> seen = new HashMap<>();
    try (PreparedStatement query = Enrolment.prepareTaken(connection)) {
      for (Entry entry : entries) {
        for (Enrolment card : entry.cards()) {
          String taken = card.taken(query);
          Long before = seen.putIfAbsent(card.hex(), entry.line().number());
          if (taken != null) {
            bad.add(new BadLine(entry.line().number(), taken));
          } else if (before != null) {
            bad.add(
                new BadLine(
                    entry.line().number(),
                    "the same " + card.kind().wireName() + " card stands in line " + before));
          }
        }
      }
    }
    return bad;
  }

  private void insert(Connection connection, List<Entry> entries) throws SQLException {
    try (ResidentInserts inserts = new ResidentInserts(connection, clock.instant())) {
      for (Entry entry : entries) {
        inserts.add(entry.line().person(), entry.cards());
      }
    }
  }
}
