package daka.web.door;

import static daka.web.http.JsonBody.required;

import daka.checkin.CardKind;
import daka.checkin.Refusal;
import daka.screen.Answer;
import daka.screen.Entrance;
import daka.store.register.PersonalCodes;
import daka.store.register.WrongGuesses;
import daka.web.access.KeypadGuard;
import daka.web.http.Json;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// `POST /screen/number`: somebody without a card types the number of a phone or of a card. On the
/// kiosk's own listener only.
///
/// The answer names nobody and says no more than that it is recorded, or that the staff should be
/// seen. A few numbers that did nothing hold the keypad up, so that nobody tries them all. What is
/// still told by how full the rooms are, is told to anybody who looks at the screen.
public final class TypedNumbers implements Resource {
  private static final KeypadGuard.Rule RULE =
      new KeypadGuard.Rule(5, Duration.ofMinutes(10), Duration.ofMinutes(1));

  /// @param kind what the number is of: `phone`, or `number` for that of a card
  /// @param number the digits that were typed
  /// @param code the four digits of its holder, if the centre wants them
  record Typed(@Nullable String kind, @Nullable String number, @Nullable String code) {}

  /// @param decision `recorded` or `refused`
  /// @param reason why, for `refused`
  record Told(String decision, @Nullable String reason) {}

  private final JsonBody<Typed> typed = new JsonBody<>(Typed.class);
  private final Semaphore turn = new Semaphore(1);
  private final Entrance entrance;
  private final @Nullable PersonalCodes codes;
  private final KeypadGuard guard;

  /// @param codes the codes of the residents, or null if the centre wants none
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @throws daka.store.file.StoreException if the guesses that were kept cannot be read
  public TypedNumbers(
      Entrance entrance,
      @Nullable PersonalCodes codes,
      WrongGuesses guesses,
      InstantSource clock,
      LongSupplier nanos) {
    this.entrance = entrance;
    this.codes = codes;
    this.guard = new KeypadGuard(guesses, "number", RULE, clock, nanos);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/screen/number", this::number);
  }

  private void number(Context ctx) {
    Query.allow(ctx);
    Typed body = typed.read(ctx);
    CardKind kind = CardKind.ofWireName(required("kind", body.kind())).orElse(null);
    if (kind != CardKind.PHONE && kind != CardKind.NUMBER) {
      throw ProblemException.badRequest("field \"kind\" must be phone or number");
    }
    String number = required("number", body.number());
    if (!number.matches("[0-9]{1,20}")) {
      throw ProblemException.badRequest("field \"number\" must be 1 to 20 digits");
    }
    String code = codes == null ? null : code(body.code());
    if (!turn.tryAcquire()) {
      throw wait(ctx, Duration.ofSeconds(1));
    }
    try {
      Duration left = guard.left();
      if (!left.isZero()) {
        throw wait(ctx, left);
      }
      tell(ctx, answer(kind, number, code));
    } finally {
      turn.release();
    }
  }

  private static String code(@Nullable String code) {
    String given = required("code", code);
    if (!given.matches("[0-9]{4}")) {
      throw ProblemException.badRequest("field \"code\" must be 4 digits");
    }
    return given;
  }

  private Answer answer(CardKind kind, String number, @Nullable String code) {
    boolean may = codes == null || code == null || codes.isRight(kind, number, code);
    Answer answer = may ? entrance.number(kind, number) : entrance.seeStaff();
    if (Refusal.SEE_STAFF.wireName().equals(answer.reason())) {
      guard.wrong();
    }
    return answer;
  }

  private static ProblemException wait(Context ctx, Duration left) {
    long seconds = left.plusMillis(999).toSeconds();
    ctx.header(Header.RETRY_AFTER, Long.toString(seconds));
    return ProblemException.of(
        HttpStatus.TOO_MANY_REQUESTS,
        "too many numbers that did nothing; a card works now, a number in " + seconds + " seconds");
  }

  private static void tell(Context ctx, Answer answer) {
    ctx.status(answer.isNotRecorded() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
        .contentType(ContentType.APPLICATION_JSON)
        .result(Json.bytes(new Told(answer.decision(), answer.reason())));
  }
}
