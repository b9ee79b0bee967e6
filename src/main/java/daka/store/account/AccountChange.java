package daka.store.account;

/// What came of changing the accounts.
public sealed interface AccountChange {
  /// It is done.
  ///
  /// @param account as it is now, or was before it was deleted
  record Done(Account account) implements AccountChange {}

  /// There is none of this name.
  record Unknown() implements AccountChange {}

  /// There is one of this name.
  record Taken(Account account) implements AccountChange {}

  /// It was changed since the caller read it.
  record Stale(Account account) implements AccountChange {}

  /// Nobody in the register has this id.
  record NoResident(long resident) implements AccountChange {}

  /// No administrator would be left, or there is none yet; the first is made by the code on the
  /// kiosk's screen.
  record NoAdministrator() implements AccountChange {}

  /// There is an administrator already.
  record HasAdministrator() implements AccountChange {}
}
