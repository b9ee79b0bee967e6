package daka.store.account;

import daka.store.register.TokenRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody who may sign in.
///
/// @param resident the person of the register whose account it is, or null
/// @param otp whether signing in needs a second factor
/// @param revision counts the changes
public record Account(
    long id,
    String name,
    TokenRole role,
    @Nullable Long resident,
    boolean otp,
    Instant created,
    long revision) {

  /// Differs for each revision of each account, also of one that was deleted and made anew.
  public String tag() {
    return id + "-" + revision;
  }
}
