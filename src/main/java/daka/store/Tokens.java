package daka.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The bearer tokens of the API. Only their SHA-256 is stored, so whoever steals the database holds
/// no token. Safe for use by several threads, and by several programs on one database: each answer
/// is the database's, so a token that was made or revoked beside a running kiosk counts at once.
public final class Tokens {
  /// What every token begins with, so that people and scanners of leaked secrets know it for one.
  public static final String PREFIX = "daka_";

  private static final int RANDOM_BYTES = 32;
  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

  private final SecureRandom random = new SecureRandom();
  private final Transactions transactions;

  public Tokens(Database database) {
    this.transactions = new Transactions(database);
  }

  /// A token, as far as it is known after it was made.
  ///
  /// @param name what people call it, unique
  public record Token(String name, TokenRole role, Instant created) {}

  /// Makes a token of 256 random bits.
  ///
  /// @param name what to call it, not blank
  /// @return the token, which cannot be had a second time; empty if the name is taken
  /// @throws StoreException if it cannot be written
  public Optional<String> issue(String name, TokenRole role, Instant now) {
    byte[] secret = new byte[RANDOM_BYTES];
    random.nextBytes(secret);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    int added =
        transactions.write(
            "making the token " + name,
            connection ->
                Sql.change(
                    connection,
                    "INSERT INTO tokens (name, role, hash, created) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO NOTHING",
                    name,
                    role.wireName(),
                    hash(token),
                    now.toEpochMilli()));
    return added == 1 ? Optional.of(token) : Optional.empty();
  }

  /// The tokens there are, by name.
  ///
  /// @throws StoreException if they cannot be read
  public List<Token> list() {
    return transactions.read(
        "reading the tokens",
        connection ->
            Sql.all(
                connection, "SELECT name, role, created FROM tokens ORDER BY name", Tokens::token));
  }

  /// Makes a token worthless.
  ///
  /// @return whether there was one of this name
  /// @throws StoreException if it cannot be written
  public boolean revoke(String name) {
    return transactions.write(
            "revoking the token " + name,
            connection -> Sql.change(connection, "DELETE FROM tokens WHERE name = ?", name))
        > 0;
  }

  /// Finds what was presented as a token.
  ///
  /// It is looked up by its hash. How long that takes tells nothing about the tokens there are:
  /// nobody can choose text by the bits of its SHA-256.
  ///
  /// @return the token, or empty if there is none like it
  /// @throws StoreException if the tokens cannot be read
  public Optional<Token> find(String presented) {
    if (!FORM.matcher(presented).matches()) {
      return Optional.empty();
    }
    return transactions.read(
        "looking up a token",
        connection ->
            Optional.ofNullable(
                Sql.first(
                    connection,
                    "SELECT name, role, created FROM tokens WHERE hash = ?",
                    Tokens::token,
                    hash(presented))));
  }

  private static Token token(ResultSet row) throws SQLException {
    TokenRole role = TokenRole.ofWireName(row.getString(2)).orElseThrow();
    return new Token(row.getString(1), role, Instant.ofEpochMilli(row.getLong(3)));
  }

  private static String hash(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }
}
