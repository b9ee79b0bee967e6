package daka.store.account;

import daka.checkin.CardDigests;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Where somebody is signed in. A session is a secret of 256 bits, of which a keyed hash is kept.
/// It ends [#IDLE] after something was last asked in it, and [#MOST] after it began; a clock that
/// was set far ends it too. Each answer is the database's, so what was ended is ended at once. Safe
/// for use by several threads.
public final class SignIns {
  /// How long nothing may be asked.
  public static final Duration IDLE = Duration.ofMinutes(30);

  /// How long one lasts at most.
  public static final Duration MOST = Duration.ofHours(12);

  /// How exactly the last use is written down: after a restart so much may be missing.
  private static final Duration WRITTEN = Duration.ofMinutes(1);

  private static final int SECRET = 32;
  private static final int ID = 8;
  private static final int AGENT = 200;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> used = new ConcurrentHashMap<>();
  private final Transactions transactions;
  private final CardDigests fingerprints;

  public SignIns(Database database, CardDigests fingerprints) {
    this.transactions = new Transactions(database);
    this.fingerprints = fingerprints;
  }

  /// @param secret what the browser shows from now on; it cannot be had a second time
  /// @param id of the session
  public record Begun(String secret, String id) {}

  /// Begins a session. Those that are over are forgotten.
  ///
  /// @param account as it was when its password was given
  /// @return empty if the account was changed or deleted since
  /// @throws StoreException if it cannot be written
  public Optional<Begun> begin(Account account, String address, String agent, Instant now) {
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET));
    String id = HexFormat.of().formatHex(random(ID));
    used.values().removeIf(at -> Duration.between(at, now).abs().compareTo(IDLE) >= 0);
    int added =
        transactions.write(
            "signing in to account " + account.id(),
            connection -> {
              Sql.change(
                  connection,
                  "DELETE FROM sign_ins WHERE abs(?1 - began) >= ?2 OR abs(?1 - used) >= ?3",
                  now.toEpochMilli(),
                  MOST.toMillis(),
                  IDLE.plus(WRITTEN).toMillis());
              int begun =
                  Sql.change(
                      connection,
                      "INSERT INTO sign_ins (id, hash, account, resident, began, used, address,"
                          + " agent) SELECT ?, ?, id, resident, ?, ?, ?, ? FROM accounts WHERE id ="
                          + " ? AND revision = ?",
                      id,
                      hash(secret),
                      now.toEpochMilli(),
                      now.toEpochMilli(),
                      address,
                      agent.substring(0, Math.min(agent.length(), AGENT)),
                      account.id(),
                      account.revision());
              if (begun == 1) {
                AuditLog.append(connection, Deed.of("session.begun").id(id).from(address));
              }
              return begun;
            });
    return added == 1 ? Optional.of(new Begun(secret, id)) : Optional.empty();
  }

  /// The session that a secret is of, unless it is over.
  ///
  /// @param use whether this is something that somebody asks, which keeps it from being over
  /// @throws StoreException if it cannot be read
  public Optional<SignIn> find(String secret, Instant now, boolean use) {
    if (!FORM.matcher(secret).matches()) {
      return Optional.empty();
    }
    Optional<SignIn> written =
        transactions.read(
            "looking up a session",
            connection ->
                Optional.ofNullable(
                    Sql.first(
                        connection,
                        SignInRows.SELECT + "WHERE hash = ?",
                        SignInRows::signIn,
                        hash(secret))));
    Optional<SignIn> found = written.map(this::latest).filter(session -> !isOver(session, now));
    if (use && found.isPresent()) {
      use(written.orElseThrow(), now);
    }
    return found;
  }

  private SignIn latest(SignIn written) {
    Instant at = used.getOrDefault(written.id(), written.used());
    return new SignIn(
        written.id(), written.account(), written.began(), at, written.address(), written.agent());
  }

  private static boolean isOver(SignIn session, Instant now) {
    return Duration.between(session.began(), now).abs().compareTo(MOST) >= 0
        || Duration.between(session.used(), now).abs().compareTo(IDLE) >= 0;
  }

  private void use(SignIn written, Instant now) {
    used.put(written.id(), now);
    if (Duration.between(written.used(), now).abs().compareTo(WRITTEN) < 0) {
      return;
    }
    transactions.write(
        "noting the use of a session",
        connection ->
            Sql.change(
                connection,
                "UPDATE sign_ins SET used = ? WHERE id = ?",
                now.toEpochMilli(),
                written.id()));
  }

  /// The sessions there are, the latest first.
  ///
  /// @param account whose; null for all
  /// @throws StoreException if they cannot be read
  public List<SignIn> list(@Nullable Long account, Instant now) {
    return transactions
        .read(
            "reading the sessions",
            connection ->
                Sql.all(
                    connection,
                    SignInRows.SELECT
                        + "WHERE account = coalesce(?, account) ORDER BY began DESC, sign_ins.id",
                    SignInRows::signIn,
                    account))
        .stream()
        .map(this::latest)
        .filter(session -> !isOver(session, now))
        .toList();
  }

  /// Ends a session.
  ///
  /// @return whether there was one
  /// @throws StoreException if it cannot be written
  public boolean end(String id) {
    used.remove(id);
    return transactions.write(
            "ending a session",
            connection -> {
              int ended = Sql.change(connection, "DELETE FROM sign_ins WHERE id = ?", id);
              if (ended > 0) {
                AuditLog.append(connection, Deed.of("session.ended").id(id));
              }
              return ended;
            })
        > 0;
  }

  private byte[] random(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return drawn;
  }

  private String hash(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(fingerprints.salt("sessions"), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256, which every Java must have", e);
    }
  }
}
