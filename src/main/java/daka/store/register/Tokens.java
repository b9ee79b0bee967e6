package daka.store.register;

import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The bearer tokens of the API. Only their SHA-256 is stored, so whoever steals the database holds
/// no token. A token of an account ends with it, and is good only while the account may what it
/// may. Safe for use by several threads, and by several programs on one database: each answer is
/// the database's, so a token that was made or revoked beside a running kiosk counts at once.
public final class Tokens {
  /// What every token begins with, so that people and scanners of leaked secrets know it for one.
  public static final String PREFIX = "daka_";

  /// How exactly the last use is known: a token that is used all day costs a write an hour.
  private static final Duration USE = Duration.ofHours(1);

  /// A token's role is its account's, or any if that is an administrator's.
  private static final String SELECT =
      "SELECT substr(tokens.hash, 1, 16), tokens.name, tokens.role, tokens.created, expires, used,"
          + " accounts.name, accounts.role NOT IN ('admin', tokens.role)"
          + " FROM tokens LEFT JOIN accounts ON accounts.id = account ";

  private static final int RANDOM_BYTES = 32;
  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

  private final SecureRandom random = new SecureRandom();
  private final Transactions transactions;

  public Tokens(Database database) {
    this.transactions = new Transactions(database);
  }

  /// A token, as far as it is known after it was made.
  ///
  /// @param id by which the API names it, of its hash
  /// @param name what people call it, unique
  /// @param account whose it is; null for nobody's
  /// @param expires from when on it is worthless; null if it is good until it is revoked
  /// @param used when it was last used, to the hour; null if it was not yet
  /// @param held whether its account may not what it should, so that it is not good
  public record Token(
      String id,
      String name,
      @Nullable String account,
      TokenRole role,
      Instant created,
      @Nullable Instant expires,
      @Nullable Instant used,
      boolean held) {

    /// Whether it is no longer good.
    public boolean isExpired(Instant now) {
      return expires != null && !now.isBefore(expires);
    }
  }

  /// Makes a token that is good until it is revoked.
  ///
  /// @see #issue(String, TokenRole, Instant, Instant)
  public Optional<String> issue(String name, TokenRole role, Instant now) {
    return issue(name, role, now, null);
  }

  /// Makes a token of nobody's account.
  ///
  /// @param name what to call it, see [TokenName]
  /// @param expires from when on it is worthless, or null
  /// @return the token, which cannot be had a second time; empty if the name is taken
  /// @throws IllegalArgumentException if it cannot be called so
  /// @throws StoreException if it cannot be written
  public Optional<String> issue(
      String name, TokenRole role, Instant now, @Nullable Instant expires) {
    return issue(name, role, null, now, expires) instanceof TokenIssue.Made made
        ? Optional.of(made.secret())
        : Optional.empty();
  }

  /// Makes a token of 256 random bits.
  ///
  /// @param name what to call it, see [TokenName]
  /// @param account whose it is, or null
  /// @param expires from when on it is worthless, or null
  /// @throws IllegalArgumentException if it cannot be called so
  /// @throws StoreException if it cannot be written
  public TokenIssue issue(
      String name, TokenRole role, @Nullable Long account, Instant now, @Nullable Instant expires) {
    TokenName.fault(name)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("the name of a token " + fault);
            });
    byte[] secret = new byte[RANDOM_BYTES];
    random.nextBytes(secret);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return transactions.write(
        "making the token " + name,
        connection -> {
          if (account != null && !may(connection, account, role)) {
            return new TokenIssue.NotTheirs();
          }
          int rows =
              Sql.change(
                  connection,
                  "INSERT INTO tokens (name, role, hash, created, expires, account)"
                      + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
                  name,
                  role.wireName(),
                  hash(token),
                  now.toEpochMilli(),
                  expires == null ? null : expires.toEpochMilli(),
                  account);
          Token made = byHash(connection, hash(token));
          if (rows == 0 || made == null) {
            return new TokenIssue.Taken();
          }
          AuditLog.append(connection, Deed.of("token.made").id(name));
          return new TokenIssue.Made(token, made);
        });
  }

  private static boolean may(Connection connection, long account, TokenRole role)
      throws SQLException {
    return Sql.first(
            connection,
            "SELECT 1 FROM accounts WHERE id = ? AND role IN ('admin', ?)",
            row -> true,
            account,
            role.wireName())
        != null;
  }

  private static @Nullable Token byHash(Connection connection, String hash) throws SQLException {
    return Sql.first(connection, SELECT + "WHERE tokens.hash = ?", Tokens::token, hash);
  }

  /// The tokens there are, by name.
  ///
  /// @throws StoreException if they cannot be read
  public List<Token> list() {
    return transactions.read(
        "reading the tokens",
        connection -> Sql.all(connection, SELECT + "ORDER BY tokens.name", Tokens::token));
  }

  /// Makes a token worthless.
  ///
  /// @return whether there was one of this name
  /// @throws StoreException if it cannot be written
  public boolean revoke(String name) {
    return transactions.write(
            "revoking the token " + name,
            connection -> {
              int rows = Sql.change(connection, "DELETE FROM tokens WHERE name = ?", name);
              if (rows > 0) {
                AuditLog.append(connection, Deed.of("token.revoked").id(name));
              }
              return rows;
            })
        > 0;
  }

  /// Finds what was presented as a token.
  ///
  /// It is looked up by its hash. How long that takes tells nothing about the tokens there are:
  /// nobody can choose text by the bits of its SHA-256.
  ///
  /// @return the token, which may have expired or be held, or empty if there is none like it
  /// @throws StoreException if the tokens cannot be read
  public Optional<Token> find(String presented) {
    if (!FORM.matcher(presented).matches()) {
      return Optional.empty();
    }
    return transactions.read(
        "looking up a token",
        connection -> Optional.ofNullable(byHash(connection, hash(presented))));
  }

  /// Notes that a token was used, unless that is noted for this hour.
  ///
  /// @throws StoreException if it cannot be written
  public void used(Token token, Instant now) {
    if (token.used() != null && Duration.between(token.used(), now).abs().compareTo(USE) < 0) {
      return;
    }
    transactions.write(
        "noting the use of the token " + token.name(),
        connection ->
            Sql.change(
                connection,
                "UPDATE tokens SET used = ? WHERE name = ?",
                now.toEpochMilli(),
                token.name()));
  }

  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        row.getString(1),
        row.getString(2),
        row.getString(7),
        TokenRole.ofWireName(row.getString(3)).orElseThrow(),
        Instant.ofEpochMilli(row.getLong(4)),
        time(row, 5),
        time(row, 6),
        row.getBoolean(8));
  }

  private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
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
