package daka.store.visits;

import daka.checkin.CardDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The short codes by which staff find an unknown card that was presented: 4 characters, none of
/// which can be mistaken for another when read aloud or written down.
final class WaitingCodes {
  private static final String ALPHABET = "2345679ACDEFGHJKMNPQRTUVWXY";

  private final SecureRandom random = new SecureRandom();

  /// The code this card already has, or null.
  @Nullable String find(LedgerStatements statements, CardDigest card) throws SQLException {
    statements.waitingCode.setString(1, card.hex());
    try (ResultSet row = statements.waitingCode.executeQuery()) {
      return row.next() ? row.getString(1) : null;
    }
  }

  /// Gives the card a code that no other waiting card has, and forgets cards that waited too long.
  String issue(
      LedgerStatements statements, CardDigest card, String reader, Instant now, Duration keep)
      throws SQLException {
    statements.dropWaiting.setLong(1, now.minus(keep).toEpochMilli());
    statements.dropWaiting.executeUpdate();
    while (true) {
      String code = draw();
      statements.insertWaiting.setString(1, card.hex());
      statements.insertWaiting.setString(2, card.kind().wireName());
      statements.insertWaiting.setString(3, code);
      statements.insertWaiting.setString(4, reader);
      statements.insertWaiting.setLong(5, now.toEpochMilli());
      if (statements.insertWaiting.executeUpdate() == 1) {
        return code;
      }
    }
  }

  private String draw() {
    StringBuilder code = new StringBuilder(4);
    for (int i = 0; i < 4; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }
}
