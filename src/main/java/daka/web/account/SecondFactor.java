package daka.web.account;

import static daka.web.http.JsonBody.required;

import daka.reader.code.QrSvg;
import daka.store.account.Account;
import daka.store.account.SignIn;
import daka.store.account.Totp;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// `/api/v1/session/otp`: whoever is signed in sets up a second factor. `POST` draws a secret,
/// which counts once `PUT` has shown a code that was made with it. It is taken away by `PUT
/// /api/v1/accounts/{name}`.
final class SecondFactor implements Resource {
  static final String PATH = Session.PATH + "/otp";

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// @param currentPassword one's own, asked for again
  record Begin(@Nullable String currentPassword) {
    /// Says nothing of what was typed.
    @Override
    public String toString() {
      return "Begin";
    }
  }

  /// @param otp six digits that an app has made from the secret
  record Confirm(@Nullable String otp) {}

  /// @param secret in base 32, to be typed into an app
  /// @param uri the same for an app that reads it
  /// @param qr the QR code of `uri`, as SVG
  record Drawn(String secret, String uri, String qr) {}

  private record Pending(String session, byte[] secret, Instant since) {}

  private final JsonBody<Begin> begin = new JsonBody<>(Begin.class);
  private final JsonBody<Confirm> confirm = new JsonBody<>(Confirm.class);

  /// By account; one for each at most, and in memory only.
  private final Map<Long, Pending> pending = new ConcurrentHashMap<>();

  private final SignInDesk desk;
  private final Session session;
  private final String issuer;

  /// @param issuer what apps call the kiosk
  SecondFactor(SignInDesk desk, Session session, String issuer) {
    this.desk = desk;
    this.session = session;
    this.issuer = issuer;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, desk.access().known(this::draw));
    routes.put(PATH, desk.access().known(this::confirm));
  }

  private void draw(Context ctx) {
    Query.allow(ctx);
    SignIn signIn = desk.signedIn(ctx).session();
    desk.askAgain(ctx, signIn.account(), begin.read(ctx).currentPassword());
    byte[] secret = Totp.newSecret();
    pending.put(signIn.account().id(), new Pending(signIn.id(), secret, desk.clock().instant()));
    String text = Totp.base32(secret);
    String uri =
        "otpauth://totp/%s:%s?secret=%s&issuer=%1$s"
            .formatted(encoded(issuer), encoded(signIn.account().name()), text);
    Reply.created(ctx, new Drawn(text, uri, QrSvg.of(uri)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void confirm(Context ctx) {
    Query.allow(ctx);
    SignIn signIn = desk.signedIn(ctx).session();
    String code = required("otp", confirm.read(ctx).otp());
    Account account = signIn.account();
    Instant now = desk.clock().instant();
    Pending drawn = pending.get(account.id());
    if (drawn == null || !drawn.session().equals(signIn.id()) || isOver(drawn, now)) {
      throw ProblemException.of(
          HttpStatus.CONFLICT, "no secret was drawn in the last ten minutes; POST here first");
    }
    OptionalLong step = Totp.step(drawn.secret(), code, now, 0);
    if (step.isEmpty()) {
      throw ProblemException.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "\"otp\" is not what the app should show now; see that the clocks of the telephone and of"
              + " the kiosk are right, and type the next six digits");
    }
    pending.remove(account.id());
    Account changed =
        desk.accounts()
            .setOtp(account.id(), drawn.secret(), step.getAsLong(), signIn.id())
            .orElseThrow(() -> ProblemException.notFound("this account was deleted just now"));
    Reply.ok(ctx, session.answer(changed, signIn));
  }

  private static boolean isOver(Pending drawn, Instant now) {
    return Duration.between(drawn.since(), now).abs().compareTo(PATIENCE) >= 0;
  }
}
