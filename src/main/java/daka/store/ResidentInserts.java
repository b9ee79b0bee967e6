package daka.store;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes new residents and cards within one transaction, with statements that are prepared once.
final class ResidentInserts implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PreparedStatement resident;
  private final PreparedStatement subject;
  private final PreparedStatement card;
  private final PreparedStatement forgetWaiting;
  private final Instant now;

  ResidentInserts(Connection connection, Instant now) throws SQLException {
    this.now = now;
    resident =
        connection.prepareStatement(
            "INSERT INTO residents (name, role, phone, born, language, note, subject,"
                + " subject_kind, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
    subject = connection.prepareStatement("INSERT OR IGNORE INTO subjects VALUES (?, ?)");
    card =
        connection.prepareStatement(
            "INSERT INTO cards (resident, kind, fingerprint, blocked, expires, created)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
    forgetWaiting = connection.prepareStatement("DELETE FROM waiting WHERE fingerprint IN (?, ?)");
  }

  /// Registers a person with cards of which none is taken.
  ///
  /// @return the id
  long add(Person person, List<Enrolment> cards) throws SQLException {
    Enrolment strongest = Enrolment.strongest(cards);
    String pseudonym = strongest == null ? null : strongest.pseudonym();
    String name = pseudonym == null ? randomSubject() : pseudonym;
    Sql.bind(
        resident,
        person.name(),
        person.role().wireName(),
        person.phone(),
        person.born(),
        person.language(),
        person.note(),
        name,
        strongest == null ? null : strongest.kind().wireName(),
        now.toEpochMilli());
    long id;
    try (ResultSet row = resident.executeQuery()) {
      id = row.getLong(1);
    }
    addSubject(id, name);
    for (Enrolment enrolment : cards) {
      addCard(id, enrolment);
    }
    return id;
  }

  /// As long as a pseudonym that is made from a card, and as hard to guess.
  private static String randomSubject() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Remembers a pseudonym of a resident, for the journal that will hold it.
  void addSubject(long id, String name) throws SQLException {
    Sql.change(subject, id, name);
  }

  /// Registers a card, which must not be taken. It no longer waits then.
  void addCard(long id, Enrolment enrolment) throws SQLException {
    @Nullable LocalDate expires = enrolment.card().expires();
    Sql.change(
        card,
        id,
        enrolment.kind().wireName(),
        enrolment.hex(),
        enrolment.card().blocked(),
        expires == null ? null : expires.toString(),
        now.toEpochMilli());
    Sql.change(forgetWaiting, enrolment.hex(), enrolment.waiting().hex());
  }

  @Override
  public void close() throws SQLException {
    resident.close();
    subject.close();
    card.close();
    forgetWaiting.close();
  }
}
