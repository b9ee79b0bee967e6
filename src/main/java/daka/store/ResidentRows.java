package daka.store;

import daka.checkin.CardKind;
import daka.checkin.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How residents and their cards stand in their rows.
final class ResidentRows {
  private static final String SELECT =
      "SELECT id, name, role, phone, born, language, note FROM residents ";

  private ResidentRows() {}

  static @Nullable Resident find(Connection connection, long id) throws SQLException {
    List<Resident> found = list(connection, "WHERE id = ?", id);
    return found.isEmpty() ? null : found.getFirst();
  }

  /// @param where the rest of the query after the table
  static List<Resident> list(Connection connection, String where, Object... values)
      throws SQLException {
    List<Resident> residents = new ArrayList<>();
    for (Resident bare : Sql.all(connection, SELECT + where, ResidentRows::bare, values)) {
      residents.add(new Resident(bare.id(), bare.person(), cards(connection, bare.id())));
    }
    return residents;
  }

  private static Resident bare(ResultSet row) throws SQLException {
    Person person =
        new Person(
            row.getString(2),
            Role.ofWireName(row.getString(3)),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7));
    return new Resident(row.getLong(1), person, List.of());
  }

  private static List<Card> cards(Connection connection, long resident) throws SQLException {
    return Sql.all(
        connection,
        "SELECT id, kind, blocked, expires FROM cards WHERE resident = ? ORDER BY id",
        ResidentRows::card,
        resident);
  }

  private static Card card(ResultSet row) throws SQLException {
    String expires = row.getString(4);
    return new Card(
        row.getLong(1),
        CardKind.ofWireName(row.getString(2)).orElseThrow(),
        row.getInt(3) != 0,
        expires == null ? null : LocalDate.parse(expires));
  }

  static void update(Connection connection, long id, Person person) throws SQLException {
    Sql.change(
        connection,
        "UPDATE residents SET name = ?, role = ?, phone = ?, born = ?, language = ?, note = ?"
            + " WHERE id = ?",
        person.name(),
        person.role().wireName(),
        person.phone(),
        person.born(),
        person.language(),
        person.note(),
        id);
  }
}
