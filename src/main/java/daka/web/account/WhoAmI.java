package daka.web.account;

import daka.store.account.Account;
import daka.store.account.SignIn;
import daka.store.account.SignIns;
import daka.web.access.Caller;
import daka.web.http.CentreTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who asks, as `GET /api/v1/session` tells it.
///
/// @param kind `account`, `token` or `page`
/// @param name of the account or the token; null for a page
/// @param resident the id of the person whose account it is, or null
/// @param otp whether the account has a second factor
/// @param otpNeeded whether nothing may be done before one is set up
/// @param signIn the id of the session
/// @param expires when it ends, whatever is done
/// @param idle seconds without a request after which it ends
record WhoAmI(
    String kind,
    @Nullable String name,
    String role,
    @Nullable String resident,
    @Nullable Boolean otp,
    @Nullable Boolean otpNeeded,
    @Nullable String signIn,
    @Nullable String expires,
    @Nullable Long idle) {

  static WhoAmI of(Caller caller, SignInDesk desk, CentreTime time) {
    return switch (caller) {
      case Caller.Program(var token) -> other("token", token.name(), caller);
      case Caller.UnlockedPage _ -> other("page", null, caller);
      case Caller.SignedIn(SignIn session) ->
          of(session.account(), session.id(), session.began(), desk, time);
    };
  }

  private static WhoAmI other(String kind, @Nullable String name, Caller caller) {
    return new WhoAmI(kind, name, caller.role().wireName(), null, null, null, null, null, null);
  }

  static WhoAmI of(
      Account account, String session, Instant began, SignInDesk desk, CentreTime time) {
    Long resident = account.resident();
    return new WhoAmI(
        "account",
        account.name(),
        account.role().wireName(),
        resident == null ? null : resident.toString(),
        account.otp(),
        desk.access().lacksOtp(account),
        session,
        time.text(began.plus(SignIns.MOST)),
        SignIns.IDLE.toSeconds());
  }
}
