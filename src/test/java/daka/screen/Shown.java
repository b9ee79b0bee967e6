package daka.screen;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;

/// What the screen shows of the invitation to become administrator, for tests of other packages.
public final class Shown {
  private Shown() {}

  /// The code that is shown.
  public static String code(SetupInvitation invitation, Instant now) {
    ScreenState.Setup setup = requireNonNull(invitation.view(now, ZoneOffset.UTC), "invited");
    return requireNonNull(setup.code(), "a code is shown");
  }
}
