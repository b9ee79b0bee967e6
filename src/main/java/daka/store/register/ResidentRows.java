package daka.store.register;

import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How residents and their cards stand in their rows.
public final class ResidentRows {
  /// Every column that [#person] and the list of residents read, without a condition.
  static final String SELECT =
      "SELECT id, name, role, phone, born, language, note, child FROM residents ";

  private ResidentRows() {}

  /// The resident with this id, or null if there is none.
  public static @Nullable Resident find(Connection connection, long id) throws SQLException {
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
    return new Resident(row.getLong(1), person(row), List.of());
  }

  /// The person of a row of [#SELECT].
  static Person person(ResultSet row) throws SQLException {
    return person(row, row.getInt(8) != 0);
  }

  /// The person of a row that begins with an id, then name, role, phone, birth, language and note.
  static Person person(ResultSet row, boolean child) throws SQLException {
    return new Person(
        row.getString(2),
        Role.ofWireName(row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        child);
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

  /// Changes what the register says of somebody.
  public static void update(Connection connection, long id, Person person) throws SQLException {
    Sql.change(
        connection,
        "UPDATE residents SET name = ?, role = ?, phone = ?, born = ?, language = ?, note = ?,"
            + " child = ? WHERE id = ?",
        person.name(),
        person.role().wireName(),
        person.phone(),
        person.born(),
        person.language(),
        person.note(),
        person.child(),
        id);
  }
}
