package daka.store.account;

import daka.checkin.CardDigests;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import daka.store.register.TokenRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The accounts. Each change is one durable transaction, which also ends the sessions that stood on
/// what was changed. Safe for use by several threads.
public final class Accounts {
  private final Transactions transactions;
  private final PasswordHashes hashes;
  private final OtpSecrets secrets;

  public Accounts(Database database, CardDigests fingerprints) {
    this.transactions = new Transactions(database);
    this.hashes = new PasswordHashes(fingerprints);
    this.secrets = new OtpSecrets(fingerprints);
  }

  /// All accounts by name.
  ///
  /// @throws StoreException if they cannot be read
  public List<Account> list() {
    return transactions.read("reading the accounts", AccountRows::all);
  }

  /// The account of this name, if there is one.
  ///
  /// @throws StoreException if it cannot be read
  public Optional<Account> find(AccountName name) {
    return transactions.read(
        "reading an account",
        connection -> Optional.ofNullable(AccountRows.find(connection, name.key())));
  }

  /// The account of a person that has this role, if there is one.
  ///
  /// @throws StoreException if it cannot be read
  public Optional<Account> ofPerson(long resident, TokenRole role) {
    return transactions.read(
        "reading a person's account",
        connection -> Optional.ofNullable(AccountRows.ofPerson(connection, resident, role)));
  }

  /// Whether there is an administrator.
  ///
  /// @throws StoreException if the accounts cannot be read
  public boolean hasAdministrator() {
    return transactions.read("looking for an administrator", AccountRows::hasAdministrator);
  }

  /// The account whose name and password these are. Takes a slow hash, whether there is such an
  /// account or not: whoever asks here must make guessing slow, and let one ask at a time.
  ///
  /// @throws StoreException if the accounts cannot be read
  public Optional<Account> verify(AccountName name, String password) {
    record Found(@Nullable Account account, String password) {}

    Found found =
        transactions.read(
            "looking up an account",
            connection -> {
              Account account = AccountRows.find(connection, name.key());
              return new Found(
                  account, account == null ? "" : AccountRows.password(connection, account.id()));
            });
    boolean fits = hashes.fits(password, found.password());
    return fits ? Optional.ofNullable(found.account()) : Optional.empty();
  }

  /// Whether this is the code of the account's second factor now. A code counts once.
  ///
  /// @throws StoreException if that cannot be noted
  public boolean spendOtp(Account account, String code, Instant now) {
    return transactions.write(
        "checking the second factor of account " + account.id(),
        connection -> {
          AccountRows.Otp otp = AccountRows.otp(connection, account.id());
          byte[] secret =
              otp == null ? null : secrets.open(account.id(), otp.sealed()).orElse(null);
          if (otp == null || secret == null) {
            return false;
          }
          var step = Totp.step(secret, code, now, otp.step());
          if (step.isPresent()) {
            AccountRows.spend(connection, account.id(), step.getAsLong());
          }
          return step.isPresent();
        });
  }

  /// Makes the first administrator.
  ///
  /// @return [AccountChange.Done], [AccountChange.HasAdministrator] or [AccountChange.Taken]
  /// @throws StoreException if it cannot be written
  public AccountChange addFirst(AccountName name, String password, Instant now) {
    NewAccount first = new NewAccount(name, TokenRole.ADMIN, null, password, false);
    String hash = hashes.of(password);
    return transactions.write(
        "making the first administrator",
        connection ->
            AccountRows.hasAdministrator(connection)
                ? new AccountChange.HasAdministrator()
                : insert(connection, first, hash, now));
  }

  /// Makes an account.
  ///
  /// @return [AccountChange.Done], [AccountChange.Taken], [AccountChange.NoResident], or
  ///   [AccountChange.NoAdministrator] if this would be the first
  /// @throws IllegalArgumentException if it has no password
  /// @throws StoreException if it cannot be written
  public AccountChange add(NewAccount account, Instant now) {
    String password = account.password();
    if (password == null) {
      throw new IllegalArgumentException("a new account needs a password");
    }
    String hash = hashes.of(password);
    return transactions.write(
        "making an account",
        connection ->
            account.role() == TokenRole.ADMIN && !AccountRows.hasAdministrator(connection)
                ? new AccountChange.NoAdministrator()
                : insert(connection, account, hash, now));
  }

  private static AccountChange insert(
      Connection connection, NewAccount account, String hash, Instant now) throws SQLException {
    Account there = AccountRows.find(connection, account.name().key());
    if (there != null) {
      return new AccountChange.Taken(there);
    }
    AccountChange fault = noResident(connection, account.resident());
    if (fault != null) {
      return fault;
    }
    AccountRows.insert(connection, account, hash, now);
    AuditLog.append(connection, Deed.of("account.added").id(account.name().shown()));
    return done(connection, account.name().key());
  }

  /// Changes an account to what it is to be.
  ///
  /// @param tag of the account that the caller has seen
  /// @return [AccountChange.Done], [AccountChange.Unknown], [AccountChange.Stale],
  ///   [AccountChange.NoResident] or [AccountChange.NoAdministrator]
  /// @throws StoreException if it cannot be written
  public AccountChange change(NewAccount account, String tag) {
    String password = account.password();
    String hash = password == null ? null : hashes.of(password);
    return transactions.write(
        "changing an account",
        connection -> {
          Account before = AccountRows.find(connection, account.name().key());
          AccountChange fault = fault(connection, before, tag, account.role());
          fault = fault == null ? noResident(connection, account.resident()) : fault;
          if (fault != null || before == null) {
            return fault == null ? new AccountChange.Unknown() : fault;
          }
          List<String> changed = changed(before, account);
          if (!changed.isEmpty()) {
            AccountRows.update(connection, before.id(), account, hash);
            SignInRows.endAll(connection, before.id());
            AuditLog.append(
                connection, Deed.of("account.changed").id(before.name()).fields(changed));
          }
          return done(connection, account.name().key());
        });
  }

  private static List<String> changed(Account before, NewAccount after) {
    List<String> fields = new ArrayList<>();
    if (before.role() != after.role()) {
      fields.add("role");
    }
    if (!Objects.equals(before.resident(), after.resident())) {
      fields.add("resident");
    }
    if (after.password() != null) {
      fields.add("password");
    }
    if (before.otp() && !after.keepOtp()) {
      fields.add("otp");
    }
    return fields;
  }

  /// Deletes an account with its sessions and its tokens.
  ///
  /// @param tag of the account that the caller has seen
  /// @return [AccountChange.Done], [AccountChange.Unknown], [AccountChange.Stale] or
  ///   [AccountChange.NoAdministrator]
  /// @throws StoreException if it cannot be written
  public AccountChange delete(AccountName name, String tag) {
    return transactions.write(
        "deleting an account",
        connection -> {
          Account before = AccountRows.find(connection, name.key());
          AccountChange fault = fault(connection, before, tag, null);
          if (fault != null || before == null) {
            return fault == null ? new AccountChange.Unknown() : fault;
          }
          for (String token : AccountRows.tokens(connection, before.id())) {
            AuditLog.append(connection, Deed.of("token.revoked").id(token));
          }
          Sql.change(connection, "DELETE FROM accounts WHERE id = ?", before.id());
          AuditLog.append(connection, Deed.of("account.deleted").id(before.name()));
          return new AccountChange.Done(before);
        });
  }

  /// Gives an account another password. All its sessions end.
  ///
  /// @param keepOtp false takes the second factor away, as it was lost too
  /// @return empty if there is no such account any more
  /// @throws StoreException if it cannot be written
  public Optional<Account> renew(long id, String password, boolean keepOtp) {
    String hash = hashes.of(password);
    return transactions.write(
        "renewing the password of account " + id,
        connection -> {
          AccountRows.renew(connection, id, hash, keepOtp);
          SignInRows.endAll(connection, id);
          return told(connection, id, List.of("password"));
        });
  }

  /// Gives an account a second factor, in place of one it has. Its sessions end, but for the one in
  /// which that is done.
  ///
  /// @param but the id of that session
  /// @param step the step of time whose code was shown for it
  /// @return empty if there is no such account any more
  /// @throws StoreException if it cannot be written
  public Optional<Account> setOtp(long id, byte[] secret, long step, String but) {
    String sealed = secrets.seal(id, secret);
    return transactions.write(
        "changing the second factor of account " + id,
        connection -> {
          AccountRows.setOtp(connection, id, sealed, step);
          SignInRows.endAllBut(connection, id, but);
          return told(connection, id, List.of("otp"));
        });
  }

  private static Optional<Account> told(Connection connection, long id, List<String> fields)
      throws SQLException {
    Account account = AccountRows.byId(connection, id);
    if (account != null) {
      AuditLog.append(connection, Deed.of("account.changed").id(account.name()).fields(fields));
    }
    return Optional.ofNullable(account);
  }

  /// @param role what the account is to be; null if it is to be deleted
  private static @Nullable AccountChange fault(
      Connection connection, @Nullable Account before, String tag, @Nullable TokenRole role)
      throws SQLException {
    if (before == null) {
      return new AccountChange.Unknown();
    }
    if (!before.tag().equals(tag)) {
      return new AccountChange.Stale(before);
    }
    boolean goes = before.role() == TokenRole.ADMIN && role != TokenRole.ADMIN;
    boolean comes = before.role() != TokenRole.ADMIN && role == TokenRole.ADMIN;
    return (goes && AccountRows.isLastAdministrator(connection, before.id()))
            || (comes && !AccountRows.hasAdministrator(connection))
        ? new AccountChange.NoAdministrator()
        : null;
  }

  private static @Nullable AccountChange noResident(Connection connection, @Nullable Long resident)
      throws SQLException {
    return resident != null
            && Sql.first(connection, "SELECT 1 FROM residents WHERE id = ?", row -> true, resident)
                == null
        ? new AccountChange.NoResident(resident)
        : null;
  }

  private static AccountChange done(Connection connection, String key) throws SQLException {
    Account account = AccountRows.find(connection, key);
    return account == null ? new AccountChange.Unknown() : new AccountChange.Done(account);
  }
}
