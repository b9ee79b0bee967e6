package daka.web;

import static daka.web.JsonBody.required;

import daka.checkin.Hours;
import daka.checkin.Names;
import daka.screen.Screen;
import daka.store.Pins;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// `POST /screen/unlock` opens the one page on which a member of staff types a PIN, and `POST
/// /screen/lock` locks a page, or all that a card has opened. On the kiosk's own listener only: the
/// answer is a key that does what staff may do.
public final class Unlocking implements Resource {

  /// @param pin the digits that were typed
  record Typed(@Nullable String pin) {}

  /// @param key of the session
  record Key(@Nullable String key) {}

  /// @param key what the page presents as its bearer token
  /// @param who the masked name
  record Unlocked(String key, String who) {}

  private final JsonBody<Typed> typed = new JsonBody<>(Typed.class);
  private final JsonBody<Key> locked = new JsonBody<>(Key.class);
  private final PinGuard guard;
  private final Pins pins;
  private final Screen screen;
  private final Hours hours;
  private final InstantSource clock;

  /// @param hours say which day it is at the centre
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public Unlocking(Pins pins, Screen screen, Hours hours, InstantSource clock, LongSupplier nanos) {
    this.guard = new PinGuard(nanos);
    this.pins = pins;
    this.screen = screen;
    this.hours = hours;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/screen/unlock", this::unlock);
    routes.post("/screen/lock", this::lock);
  }

  private void unlock(Context ctx) {
    Query.allow(ctx);
    String pin = required("pin", typed.read(ctx).pin());
    Duration left = guard.left();
    if (!left.isZero()) {
      long seconds = left.plusMillis(999).toSeconds();
      ctx.header(Header.RETRY_AFTER, Long.toString(seconds));
      throw ProblemException.of(
          HttpStatus.TOO_MANY_REQUESTS,
          "too many wrong PINs; a staff card opens the board now, a PIN in "
              + seconds
              + " seconds");
    }
    Pins.StaffMember member = pins.find(pin, hours.day(clock.instant())).orElse(null);
    if (member == null) {
      guard.wrong();
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "this PIN is nobody's; an administrator gives one to a member of staff");
    }
    guard.right();
    String who = Names.mask(member.name());
    Reply.ok(ctx, new Unlocked(screen.sessions().open(who), who));
  }

  private void lock(Context ctx) {
    Query.allow(ctx);
    screen.lock(required("key", locked.read(ctx).key()));
    ctx.status(HttpStatus.NO_CONTENT);
  }
}
