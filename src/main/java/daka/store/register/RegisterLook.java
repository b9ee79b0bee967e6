package daka.store.register;

import daka.checkin.CardDigest;
import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the register knows of the people of a list. Only they are kept in memory: the register may
/// hold many more.
final class RegisterLook {
  private static final int AT_ONCE = 500;

  private final Map<String, Long> holders = new HashMap<>();
  private final Map<Long, Person> people = new HashMap<>();
  private final Map<ImportKeys.Key, Long> byKey = new HashMap<>();
  private final Map<String, Long> byName = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();

  /// Somebody of the register.
  record Known(long id, Person person) {}

  static RegisterLook at(Connection connection, List<ImportCheck.Entry> entries)
      throws SQLException {
    RegisterLook look = new RegisterLook();
    look.readHolders(connection, perhapsHeld(connection, entries));
    Set<Long> ids = new HashSet<>(look.holders.values());
    Set<String> names = new HashSet<>();
    for (ImportCheck.Entry entry : entries) {
      Long id = entry.line().resident();
      if (id != null) {
        ids.add(id);
      }
      names.add(entry.nameKey());
    }
    look.readPeople(connection, ids, names);
    return look;
  }

  private static List<String> perhapsHeld(Connection connection, List<ImportCheck.Entry> entries)
      throws SQLException {
    FingerprintSieve sieve = FingerprintSieve.of(connection);
    List<String> perhaps = new ArrayList<>();
    for (ImportCheck.Entry entry : entries) {
      for (CardEnrolment card : entry.cards()) {
        if (sieve.mayHold(card.hex())) {
          perhaps.add(card.hex());
        }
        for (CardDigest before : card.before()) {
          if (sieve.mayHold(before.hex())) {
            perhaps.add(before.hex());
          }
        }
      }
    }
    return perhaps;
  }

  private void readHolders(Connection connection, List<String> fingerprints) throws SQLException {
    String marks = "?, ".repeat(AT_ONCE - 1) + "?";
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT fingerprint, resident FROM cards WHERE fingerprint IN (" + marks + ")")) {
      for (int from = 0; from < fingerprints.size(); from += AT_ONCE) {
        for (int i = 0; i < AT_ONCE; i++) {
          query.setString(i + 1, from + i < fingerprints.size() ? fingerprints.get(from + i) : "");
        }
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            holders.put(rows.getString(1), rows.getLong(2));
          }
        }
      }
    }
  }

  private void readPeople(Connection connection, Set<Long> ids, Set<String> names)
      throws SQLException {
    List<Long> wanted = new ArrayList<>();
    NameBatch batch = NameBatch.read(connection, 0);
    while (!batch.isEmpty()) {
      batch.forEach(
          (id, name) -> {
            if (names.contains(ImportKeys.name(name)) || ids.contains(id)) {
              wanted.add(id);
            }
          });
      batch = NameBatch.read(connection, batch.last());
    }
    for (int from = 0; from < wanted.size(); from += AT_ONCE) {
      readPeople(connection, wanted.subList(from, Math.min(from + AT_ONCE, wanted.size())));
    }
  }

  /// @param ids which as a text are JSON, too
  private void readPeople(Connection connection, List<Long> ids) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            ResidentRows.SELECT + "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id")) {
      query.setString(1, ids.toString());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          take(rows.getLong(1), ResidentRows.person(rows));
        }
      }
    }
  }

  private void take(long id, Person person) {
    String name = ImportKeys.name(person.name());
    people.put(id, person);
    ImportKeys.of(person, name).forEach(key -> byKey.putIfAbsent(key, id));
    if (byName.putIfAbsent(name, id) != null) {
      ambiguous.add(name);
    }
  }

  /// Who has this card, or null if nobody has.
  @Nullable Long holder(CardEnrolment card) {
    Long holder = holders.get(card.hex());
    for (int i = 0; holder == null && i < card.before().size(); i++) {
      holder = holders.get(card.before().get(i).hex());
    }
    return holder;
  }

  @Nullable Person person(long id) {
    return people.get(id);
  }

  /// The first who has this key of [ImportKeys].
  @Nullable Known byKey(ImportKeys.@Nullable Key key) {
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
