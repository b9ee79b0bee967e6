package daka.web.access;

import daka.screen.StaffSessions;
import daka.store.account.SignIn;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;

/// Who asks.
public sealed interface Caller {
  /// What the caller may do.
  TokenRole role();

  /// A program with a bearer token, on either listener.
  record Program(Tokens.Token token) implements Caller {
    @Override
    public TokenRole role() {
      return token.role();
    }
  }

  /// A page of the kiosk that a member of staff has unlocked, on the kiosk's own listener.
  record UnlockedPage(StaffSessions.Session session) implements Caller {
    @Override
    public TokenRole role() {
      return TokenRole.STAFF;
    }
  }

  /// Somebody who has signed in, on the LAN's listener.
  record SignedIn(SignIn session) implements Caller {
    @Override
    public TokenRole role() {
      return session.account().role();
    }
  }
}
