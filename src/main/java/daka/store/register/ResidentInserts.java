package daka.store.register;

import daka.checkin.CardKind;
import daka.store.file.Sql;
import daka.store.register.NewResident.NewCardRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Writes new residents and cards within one transaction, with statements that are prepared once.
final class ResidentInserts implements AutoCloseable {
  private final PreparedStatement resident;
  private final PreparedStatement subject;
  private final PreparedStatement card;
  private final PreparedStatement forgetWaiting;
  private final Instant now;
  private final TokenRole by;

  /// @param by who gives the cards, which is kept with each
  ResidentInserts(Connection connection, Instant now, TokenRole by) throws SQLException {
    this.now = now;
    this.by = by;
    resident =
        connection.prepareStatement(
            "INSERT INTO residents (name, role, phone, born, language, note, child, subject,"
                + " subject_kind, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
    subject =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO subjects (resident, subject) VALUES (?, ?)");
    card =
        connection.prepareStatement(
            "INSERT INTO cards (resident, kind, fingerprint, blocked, expires, created, by_staff)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
    forgetWaiting = connection.prepareStatement("DELETE FROM waiting WHERE fingerprint IN (?, ?)");
  }

  /// Registers a person with cards of which none is taken.
  ///
  /// @return the id
  long add(NewResident added) throws SQLException {
    Person person = added.person();
    CardKind kind = added.subjectKind();
    Sql.bind(
        resident,
        person.name(),
        person.role().wireName(),
        person.phone(),
        person.born(),
        person.language(),
        person.note(),
        person.child(),
        added.subject(),
        kind == null ? null : kind.wireName(),
        now.toEpochMilli());
    long id;
    try (ResultSet row = resident.executeQuery()) {
      id = row.getLong(1);
    }
    addSubject(id, added.subject());
    for (NewCardRow row : added.cards()) {
      addCard(id, row);
    }
    return id;
  }

  /// Remembers a pseudonym of a resident, for the journal that will hold it.
  void addSubject(long id, String name) throws SQLException {
    Sql.change(subject, id, name);
  }

  /// Registers a card, which must not be taken. It no longer waits then.
  void addCard(long id, NewCardRow added) throws SQLException {
    @Nullable LocalDate expires = added.expires();
    Sql.change(
        card,
        id,
        added.kind().wireName(),
        added.fingerprint(),
        added.blocked(),
        expires == null ? null : expires.toString(),
        now.toEpochMilli(),
        by != TokenRole.ADMIN);
    Sql.change(forgetWaiting, added.fingerprint(), added.waiting());
  }

  @Override
  public void close() throws SQLException {
    resident.close();
    subject.close();
    card.close();
    forgetWaiting.close();
  }
}
