package daka.store.register;

import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Objects;

/// Tells of most fingerprints that are not registered that they are not, without a query for each:
/// a list has forty thousand, mostly of people who are new. It knows how those that are registered
/// begin, read by one call into SQLite.
final class FingerprintSieve {
  /// Of hexadecimal digits: a register of 100,000 cards fills a hundredth of what these can say.
  private static final int LETTERS = 6;

  private static final String BEGINNINGS =
      "SELECT coalesce(group_concat(substr(fingerprint || '      ', 1, 6), ''), '') FROM cards";

  private final BitSet begins = new BitSet(1 << (4 * LETTERS));

  static FingerprintSieve of(Connection connection) throws SQLException {
    FingerprintSieve sieve = new FingerprintSieve();
    String all = Objects.requireNonNull(Sql.first(connection, BEGINNINGS, row -> row.getString(1)));
    for (int at = 0; at < all.length(); at += LETTERS) {
      sieve.begins.set(beginning(all, at));
    }
    return sieve;
  }

  /// Whether a card may be registered under this; if not, it is not.
  boolean mayHold(String fingerprint) {
    return begins.get(beginning(fingerprint, 0));
  }

  /// What is no digit, as in what is kept of a PIN, counts as one.
  private static int beginning(String text, int at) {
    int beginning = 0;
    for (int i = at; i < at + LETTERS; i++) {
      beginning = (beginning << 4) | (Character.digit(text.charAt(i), 16) & 15);
    }
    return beginning;
  }
}
