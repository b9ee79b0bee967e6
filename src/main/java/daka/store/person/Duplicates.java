package daka.store.person;

import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import daka.store.register.ImportKeys;
import daka.store.register.Registration;
import daka.store.register.Resident;
import daka.store.register.ResidentRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who in the register may be the same person twice. Each search looks at everybody, outside of any
/// transaction that a tap waits for. Safe for use by several threads.
public final class Duplicates {
  /// More people of one name, of whom no more is known, say nothing about any two of them.
  private static final int NAMESAKES = 4;

  private final Transactions transactions;

  public Duplicates(Database database) {
    this.transactions = new Transactions(database);
  }

  /// Why two may be one, the best reason first.
  public enum Reason {
    /// The same name and phone.
    NAME_AND_PHONE,
    /// The same name and a birth that may be the same.
    NAME_AND_BIRTH,
    /// The same name, and of one of them neither phone nor birth is known.
    NAME,
    /// The same phone by another name.
    PHONE
  }

  /// One of two.
  ///
  /// @param visits how many there are
  /// @param last when the latest began, or null if there is none
  public record Side(Resident resident, Instant registered, long visits, @Nullable Instant last) {}

  /// Two who may be one person.
  ///
  /// @param one who was registered first
  public record Pair(Reason reason, Side one, Side other) {}

  private record Known(
      long id, String name, String key, @Nullable String phone, @Nullable String born) {
    boolean isBare() {
      return phone == null && born == null;
    }
  }

  private record Candidate(Reason reason, long one, long other) {}

  /// Pairs by how much speaks for them, then by who was registered last.
  ///
  /// @param limit how many at most
  /// @throws StoreException if the register cannot be read
  public List<Pair> find(int limit) {
    List<Candidate> candidates =
        transactions.read("looking for duplicates", Duplicates::candidates);
    List<Candidate> best =
        candidates.stream()
            .sorted(
                Comparator.comparing(Candidate::reason)
                    .thenComparing(Comparator.comparingLong(Candidate::other).reversed())
                    .thenComparingLong(Candidate::one))
            .limit(limit)
            .toList();
    return transactions.read("reading duplicates", connection -> described(connection, best));
  }

  private static List<Candidate> candidates(Connection connection) throws SQLException {
    List<Known> all =
        Sql.all(
            connection,
            "SELECT id, name, phone, born FROM residents ORDER BY id",
            row ->
                new Known(
                    row.getLong(1),
                    row.getString(2),
                    ImportKeys.name(row.getString(2)),
                    row.getString(3),
                    row.getString(4)));
    Set<String> different =
        new HashSet<>(
            Sql.all(
                connection,
                "SELECT one || ' ' || other FROM different_people",
                row -> row.getString(1)));
    Map<String, Candidate> found = new HashMap<>();
    collect(found, all, Known::key);
    collect(found, all, Known::phone);
    different.forEach(found::remove);
    return new ArrayList<>(found.values());
  }

  private static void collect(
      Map<String, Candidate> found, List<Known> all, Function<Known, @Nullable String> by) {
    Map<String, List<Known>> groups = new HashMap<>();
    for (Known known : all) {
      String key = by.apply(known);
      if (key != null) {
        groups.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(known);
      }
    }
    for (List<Known> group : groups.values()) {
      for (int i = 0; i < group.size(); i++) {
        for (int j = i + 1; j < group.size(); j++) {
          Known one = group.get(i);
          Known other = group.get(j);
          Reason reason = reason(one, other, group.size());
          if (reason != null) {
            found.putIfAbsent(
                one.id() + " " + other.id(), new Candidate(reason, one.id(), other.id()));
          }
        }
      }
    }
  }

  private static @Nullable Reason reason(Known one, Known other, int group) {
    boolean samePhone = one.phone() != null && one.phone().equals(other.phone());
    if (!one.key().equals(other.key())) {
      return samePhone && group <= NAMESAKES ? Reason.PHONE : null;
    }
    if (samePhone) {
      return Reason.NAME_AND_PHONE;
    }
    if (one.born() != null && other.born() != null) {
      return one.born().startsWith(other.born()) || other.born().startsWith(one.born())
          ? Reason.NAME_AND_BIRTH
          : null;
    }
    return (one.isBare() || other.isBare()) && group <= NAMESAKES ? Reason.NAME : null;
  }

  private static List<Pair> described(Connection connection, List<Candidate> candidates)
      throws SQLException {
    List<Pair> pairs = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Side one = side(connection, candidate.one());
      Side other = side(connection, candidate.other());
      if (one != null && other != null) {
        pairs.add(new Pair(candidate.reason(), one, other));
      }
    }
    return pairs;
  }

  private static @Nullable Side side(Connection connection, long id) throws SQLException {
    Resident resident = ResidentRows.find(connection, id);
    return resident == null
        ? null
        : Sql.first(
            connection,
            "SELECT created, (SELECT count(*) FROM visits WHERE resident = residents.id AND ended"
                + " IS NOT 'voided'), (SELECT max(arrived) FROM visits WHERE resident ="
                + " residents.id) FROM residents WHERE id = ?",
            row -> {
              long last = row.getLong(3);
              return new Side(
                  resident,
                  Instant.ofEpochMilli(row.getLong(1)),
                  row.getLong(2),
                  last == 0 ? null : Instant.ofEpochMilli(last));
            },
            id);
  }

  /// Says that two are two people, so that they are not proposed again; or that they may be one.
  ///
  /// @return [Registration.Done] with the first, or [Registration.Unknown]
  /// @throws StoreException if it cannot be written
  public Registration tell(long one, long other, boolean different) {
    return transactions.write(
        "saying whether residents " + one + " and " + other + " are one",
        connection -> {
          Resident first = ResidentRows.find(connection, one);
          if (first == null || one == other || ResidentRows.find(connection, other) == null) {
            return new Registration.Unknown(
                "resident " + (first == null ? one : other) + " beside another");
          }
          Sql.change(
              connection,
              different
                  ? "INSERT OR IGNORE INTO different_people (one, other) VALUES (?, ?)"
                  : "DELETE FROM different_people WHERE one = ? AND other = ?",
              Math.min(one, other),
              Math.max(one, other));
          AuditLog.append(
              connection, Deed.of(different ? "resident.different" : "resident.alike").id(other));
          return new Registration.Done(first);
        });
  }
}
