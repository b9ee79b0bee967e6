package daka.store.register;

import daka.checkin.Role;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import daka.store.register.TypedName.Answer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds people of the register as staff look for them: by a part of the name, its initials or its
/// pinyin, whole or shortened. Safe for use by several threads.
///
/// The first search after a start loads what [Pinyin] needs; each looks at every name there is,
/// outside of any transaction.
public final class People {
  private static final String SELECT =
      "SELECT id, name, role, born,"
          + " (SELECT room FROM visits WHERE resident = residents.id AND departed IS NULL)"
          + " FROM residents ";

  private final Transactions transactions;

  public People(Database database) {
    this.transactions = new Transactions(database);
  }

  /// Somebody in the register.
  ///
  /// @param name in full, unmasked
  /// @param born as in [Person]
  /// @param room the id of the room the person is in now, or null
  public record Found(
      long id, String name, Role role, @Nullable String born, @Nullable String room) {}

  private record Candidate(long id, int length, Answer answer) {
    /// Short names first, because more of them was typed; then whoever was registered last.
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparing(Candidate::answer)
            .thenComparingInt(Candidate::length)
            .thenComparing(Comparator.comparingLong(Candidate::id).reversed());
  }

  /// Who may be meant, the likeliest first.
  ///
  /// @param text what was typed; if it is blank, those who were registered last are found
  /// @param limit how many at most
  /// @throws StoreException if the register cannot be read
  public List<Found> search(String text, int limit) {
    TypedName typed = new TypedName(text);
    return typed.isBlank() ? latest(limit) : described(best(typed, limit));
  }

  private List<Found> latest(int limit) {
    return transactions.read(
        "reading the latest residents",
        connection ->
            Sql.all(connection, SELECT + "ORDER BY id DESC LIMIT ?", People::found, limit));
  }

  private List<Long> best(TypedName typed, int limit) {
    List<Candidate> candidates = new ArrayList<>();
    NameBatch batch = names(0);
    while (!batch.isEmpty()) {
      batch.forEach(
          (id, name) -> {
            Answer answer = typed.answer(name);
            if (answer != null) {
              candidates.add(new Candidate(id, name.length(), answer));
            }
          });
      batch = names(batch.last());
    }
    return candidates.stream()
        .sorted(Candidate.BEST_FIRST)
        .limit(limit)
        .map(Candidate::id)
        .toList();
  }

  private NameBatch names(long after) {
    return transactions.read("reading names", connection -> NameBatch.read(connection, after));
  }

  /// Leaves out whoever was deleted meanwhile.
  private List<Found> described(List<Long> ids) {
    return transactions.read(
        "reading who was found",
        connection -> {
          List<Found> found = new ArrayList<>();
          for (long id : ids) {
            found.addAll(Sql.all(connection, SELECT + "WHERE id = ?", People::found, id));
          }
          return found;
        });
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
        row.getLong(1),
        row.getString(2),
        Role.ofWireName(row.getString(3)),
        row.getString(4),
        row.getString(5));
  }
}
