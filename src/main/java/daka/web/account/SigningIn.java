package daka.web.account;

import daka.store.account.Accounts;
import daka.store.account.Passwords;
import daka.store.account.SignIns;
import daka.store.register.Tokens;
import daka.web.access.Access;
import daka.web.access.AuditedFailures;
import daka.web.access.SignInGuard;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/// All resources of accounts and signing in.
public final class SigningIn implements Resource {
  /// What answers also to those who are not known, or may do nothing else yet, and sees to it
  /// itself who may.
  public static final Set<String> OPEN =
      Set.of(Setup.PATH, Recovery.PATH, Session.PATH, SecondFactor.PATH);

  private final SetupCode code;
  private final List<Resource> resources;

  /// @param zone the centre's
  public SigningIn(
      Access access,
      Accounts accounts,
      SignIns signIns,
      Tokens tokens,
      SignInRules rules,
      AuditedFailures failures,
      InstantSource clock,
      ZoneId zone) {
    SignInDesk desk =
        new SignInDesk(
            access,
            accounts,
            signIns,
            new Passwords(rules.ownWords()),
            new SignInGuard(rules.nanos()),
            rules.invitation(),
            failures,
            clock);
    Session session = new Session(desk, zone);
    code = new SetupCode(desk);
    resources =
        List.of(
            new Setup(desk, code, session),
            new Recovery(desk, rules.recoveries(), session),
            session,
            new SecondFactor(desk, session, "Daka " + rules.centre()),
            new AccountsRegister(desk, zone),
            new SignInsRegister(desk, zone),
            new TokensRegister(desk, tokens, zone));
  }

  @Override
  public void addTo(RoutesConfig routes) {
    resources.forEach(resource -> resource.addTo(routes));
  }

  /// What else whoever comes first may do.
  public SetupCode code() {
    return code;
  }
}
