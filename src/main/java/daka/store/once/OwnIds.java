package daka.store.once;

import daka.checkin.CardDigests;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import daka.store.once.OwnIds.Outcome.Before;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What was made of one kind under ids that those who asked chose. Safe for use by several threads
/// of the one program that makes it; there is one of these for each kind.
public final class OwnIds {
  /// What can be made so.
  public enum Kind {
    RESIDENT("resident"),
    CARD("card"),
    VISIT("visit");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }
  }

  /// How long an id is remembered at least.
  public static final Duration KEPT = Duration.ofDays(1);

  private static final ScopedValue<Asked> ASKED = ScopedValue.newInstance();

  private final ReentrantLock lock = new ReentrantLock();
  private final Transactions transactions;
  private final Kind kind;
  private final SecretKeySpec key;
  private final InstantSource clock;

  private record Asked(Kind kind, String id, @Nullable Long resident, byte[] digest, Instant at) {}

  /// What came of asking.
  public sealed interface Outcome<T> {
    /// Nothing had been made under the id.
    ///
    /// @param result of making it now
    record Now<T>(T result) implements Outcome<T> {}

    /// It was made before; nothing was done.
    ///
    /// @param made the id that it has
    /// @param same whether the same was asked for then
    record Before<T>(long made, boolean same) implements Outcome<T> {}
  }

  /// @param clock by which ids are forgotten
  public OwnIds(Database database, CardDigests digests, InstantSource clock, Kind kind) {
    this.transactions = new Transactions(database);
    this.kind = kind;
    this.key = new SecretKeySpec(digests.salt("own-ids"), "HmacSHA256");
    this.clock = clock;
  }

  /// Makes something unless it was made under this id before. What makes it calls [#made].
  ///
  /// @param resident whom it is about, if that is somebody who is there already
  /// @param asked what was asked for, the same bytes for the same; no PIN may be in it
  /// @throws StoreException if it cannot be read
  public <T, X extends Throwable> Outcome<T> once(
      String id, @Nullable Long resident, byte[] asked, ScopedValue.CallableOp<T, X> make)
      throws X {
    byte[] digest = digest(resident, asked);
    lock.lock();
    try {
      Optional<Before<T>> before = before(id, digest);
      if (before.isPresent()) {
        return before.get();
      }
      Asked now = new Asked(kind, id, resident, digest, clock.instant());
      return new Outcome.Now<>(ScopedValue.where(ASKED, now).call(make));
    } finally {
      lock.unlock();
    }
  }

  private byte[] digest(@Nullable Long resident, byte[] asked) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((kind.wireName + " of " + resident + "\0").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(asked);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256, which every Java must have", e);
    }
  }

  private <T> Optional<Before<T>> before(String id, byte[] digest) {
    return transactions.read(
        "reading what was made under an id",
        connection ->
            Optional.ofNullable(
                Sql.first(
                    connection,
                    "SELECT made, asked FROM own_ids WHERE what = ? AND id = ?",
                    row ->
                        new Before<T>(
                            row.getLong(1), MessageDigest.isEqual(digest, row.getBytes(2))),
                    kind.wireName,
                    id)));
  }

  /// Remembers what has been made, in its transaction, if it was asked for under an id.
  ///
  /// @param resident whom it is about, or null if it is about nobody
  /// @param made the id that it has
  public static void made(Connection connection, @Nullable Long resident, long made)
      throws SQLException {
    if (!ASKED.isBound()) {
      return;
    }
    Asked asked = ASKED.get();
    Sql.change(
        connection, "DELETE FROM own_ids WHERE at < ?", asked.at().minus(KEPT).toEpochMilli());
    Sql.change(
        connection,
        "INSERT INTO own_ids (what, id, made, resident, asked, at) VALUES (?, ?, ?, ?, ?, ?)",
        asked.kind().wireName,
        asked.id(),
        made,
        resident == null ? asked.resident() : resident,
        asked.digest(),
        asked.at().toEpochMilli());
  }

  /// Says that what was made is deleted, whose id may be given to another.
  public static void unmade(Connection connection, Kind kind, long made) throws SQLException {
    Sql.change(
        connection, "UPDATE own_ids SET made = 0 WHERE what = ? AND made = ?", kind.wireName, made);
  }

  /// Forgets what was asked for about somebody who is erased.
  public static void forget(Connection connection, long resident) throws SQLException {
    Sql.change(connection, "DELETE FROM own_ids WHERE resident = ?", resident);
  }
}
