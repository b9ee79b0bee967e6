package daka.web.account;

import daka.store.account.Account;
import daka.store.account.AccountName;
import daka.store.account.NewAccount;
import daka.store.register.TokenRole;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.TypedText;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/// An account as somebody wants it. When one is changed, what is left out stays.
///
/// @param name may be left out where the path has it
/// @param resident the id of the person whose account it is; empty for nobody's
/// @param otp false takes a second factor away; true is no way to set one up
/// @param currentPassword the caller's own, where it is asked for again
record AccountForm(
    @Nullable String name,
    @Nullable String role,
    @Nullable String resident,
    @Nullable String password,
    @Nullable Boolean otp,
    @Nullable String currentPassword) {

  /// Says nothing of what was typed.
  @Override
  public String toString() {
    return "AccountForm";
  }

  /// The account that is to be made.
  ///
  /// @throws ProblemException 400 that names the field
  NewAccount made(AccountName named, SignInDesk desk) {
    String chosen = desk.password(password, named.shown());
    if (Boolean.TRUE.equals(otp)) {
      throw otpIsOnesOwn();
    }
    return new NewAccount(
        named, role(JsonBody.required("role", role)), resident(null), chosen, false);
  }

  /// The account that is to be of one that is there.
  ///
  /// @throws ProblemException 400 that names the field
  NewAccount changed(Account before, SignInDesk desk) {
    if (Boolean.TRUE.equals(otp) && !before.otp()) {
      throw otpIsOnesOwn();
    }
    return new NewAccount(
        AccountName.of(before.name()),
        role == null ? before.role() : role(role),
        resident(before.resident()),
        password == null ? null : desk.password(password, before.name()),
        !Boolean.FALSE.equals(otp));
  }

  private static ProblemException otpIsOnesOwn() {
    return ProblemException.of(
        HttpStatus.CONFLICT,
        "a second factor is set up by whoever has it, at /api/v1/session/otp; leave \"otp\" out");
  }

  private static TokenRole role(String role) {
    return TokenRole.ofWireName(role)
        .orElseThrow(() -> ProblemException.badRequest("\"role\" must be auditor, staff or admin"));
  }

  private @Nullable Long resident(@Nullable Long before) {
    if (resident == null) {
      return before;
    }
    return resident.isEmpty() ? null : (Long) TypedText.id("resident", resident);
  }
}
