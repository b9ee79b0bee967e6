package daka.demo;

import daka.checkin.CardDigests;
import daka.store.account.Account;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.file.Database;
import daka.store.file.StoreException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/// Who signs in to the office of the sample centre. Nobody has to remember the password: each start
/// gives another one.
public final class SampleAdministrator {
  /// By which the account is signed in to.
  public static final String NAME = "demo";

  /// Letters that cannot be taken for each other, and make no words.
  private static final String LETTERS = "bcdfghjkmnpqrstvwxz";

  private static final int GROUPS = 4;
  private static final int OF_A_GROUP = 4;

  private final SecureRandom random = new SecureRandom();
  private final Accounts accounts;

  public SampleAdministrator(Database database, CardDigests fingerprints) {
    this.accounts = new Accounts(database, fingerprints);
  }

  /// Gives the administrator another password; makes the account at the first time.
  ///
  /// @return the password
  /// @throws StoreException if it cannot be written
  public String givePassword(Instant now) {
    String password =
        random
            .ints((long) GROUPS * OF_A_GROUP, 0, LETTERS.length())
            .mapToObj(i -> LETTERS.substring(i, i + 1))
            .collect(Collectors.joining())
            .replaceAll("(.{" + OF_A_GROUP + "})(?=.)", "$1-");
    AccountName name = AccountName.of(NAME);
    Optional<Account> there = accounts.find(name);
    if (there.isEmpty()) {
      accounts.addFirst(name, password, now);
    } else {
      accounts.renew(there.get().id(), password, false);
    }
    return password;
  }
}
