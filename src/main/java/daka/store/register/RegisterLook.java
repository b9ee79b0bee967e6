package daka.store.register;

import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the register knows of the people of a list. Only they are kept in memory: the register may
/// hold many more.
final class RegisterLook {
  private static final int CARDS_AT_ONCE = 500;

  private final Map<String, Long> holders = new HashMap<>();
  private final Map<Long, Person> people = new HashMap<>();
  private final Map<String, Long> byKey = new HashMap<>();
  private final Map<String, Long> byName = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();

  /// Somebody of the register.
  record Known(long id, Person person) {}

  static RegisterLook at(Connection connection, List<ImportCheck.Entry> entries)
      throws SQLException {
    RegisterLook look = new RegisterLook();
    look.readHolders(connection, fingerprints(entries));
    Set<Long> ids = new HashSet<>(look.holders.values());
    Set<String> keys = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (ImportCheck.Entry entry : entries) {
      Long id = entry.line().resident();
      if (id != null) {
        ids.add(id);
      }
      keys.addAll(entry.keys().values());
      names.add(entry.nameKey());
    }
    look.readPeople(connection, ids, keys, names);
    return look;
  }

  private static Collection<String> fingerprints(List<ImportCheck.Entry> entries) {
    Set<String> all = new HashSet<>();
    for (ImportCheck.Entry entry : entries) {
      for (CardEnrolment card : entry.cards()) {
        card.names().forEach(digest -> all.add(digest.hex()));
      }
    }
    return all;
  }

  private void readHolders(Connection connection, Collection<String> fingerprints)
      throws SQLException {
    String marks = "?, ".repeat(CARDS_AT_ONCE - 1) + "?";
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT fingerprint, resident FROM cards WHERE fingerprint IN (" + marks + ")")) {
      List<String> rest = new ArrayList<>(fingerprints);
      for (int from = 0; from < rest.size(); from += CARDS_AT_ONCE) {
        for (int i = 0; i < CARDS_AT_ONCE; i++) {
          query.setString(i + 1, from + i < rest.size() ? rest.get(from + i) : "");
        }
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            holders.put(rows.getString(1), rows.getLong(2));
          }
        }
      }
    }
  }

  private void readPeople(Connection connection, Set<Long> ids, Set<String> keys, Set<String> names)
      throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(ResidentRows.SELECT + "ORDER BY id");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        long id = rows.getLong(1);
        String name = ImportKeys.name(rows.getString(2));
        if (names.contains(name) || ids.contains(id)) {
          take(id, name, ResidentRows.person(rows), keys);
        }
      }
    }
  }

  private void take(long id, String name, Person person, Set<String> keys) {
    people.put(id, person);
    for (String key : ImportKeys.of(person).values()) {
      if (keys.contains(key)) {
        byKey.putIfAbsent(key, id);
      }
    }
    if (byName.putIfAbsent(name, id) != null) {
      ambiguous.add(name);
    }
  }

  /// Who has this card, or null if nobody has.
  @Nullable Long holder(CardEnrolment card) {
    return card.names().stream()
        .map(digest -> holders.get(digest.hex()))
        .filter(holder -> holder != null)
        .findFirst()
        .orElse(null);
  }

  @Nullable Person person(long id) {
    return people.get(id);
  }

  /// The first who has this key of [ImportKeys].
  @Nullable Known byKey(@Nullable String key) {
    Long id = key == null ? null : byKey.get(key);
    return known(id);
  }

  /// The first who has this name, as [ImportKeys#name] makes it.
  @Nullable Known byName(String name) {
    return known(byName.get(name));
  }

  /// Whether several people have this name.
  boolean isOfSeveral(String name) {
    return ambiguous.contains(name);
  }

  private @Nullable Known known(@Nullable Long id) {
    Person person = id == null ? null : people.get(id);
    return id == null || person == null ? null : new Known(id, person);
  }

  /// The card that staff gave to somebody, or null if there is none.
  static @Nullable Long cardByStaff(Connection connection, long resident) throws SQLException {
    return Sql.first(
        connection,
        "SELECT id FROM cards WHERE resident = ? AND by_staff ORDER BY id",
        row -> row.getLong(1),
        resident);
  }
}
