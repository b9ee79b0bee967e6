package daka.web.account;

import daka.store.account.Account;
import daka.web.http.CentreTime;
import org.jspecify.annotations.Nullable;

/// An account as the API tells it.
///
/// @param resident the id of the person whose account it is, or null
/// @param otp whether it has a second factor
/// @param etag what to send in `If-Match`
record AccountAnswer(
    String name, String role, @Nullable String resident, boolean otp, String created, String etag) {

  static AccountAnswer of(Account account, CentreTime time) {
    Long resident = account.resident();
    return new AccountAnswer(
        account.name(),
        account.role().wireName(),
        resident == null ? null : resident.toString(),
        account.otp(),
        time.text(account.created()),
        '"' + account.tag() + '"');
  }
}
