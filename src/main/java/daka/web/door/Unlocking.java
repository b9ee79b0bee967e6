package daka.web.door;

import static daka.web.http.JsonBody.required;

import daka.checkin.Hours;
import daka.checkin.Names;
import daka.checkin.StaffMember;
import daka.screen.Screen;
import daka.store.audit.Asker;
import daka.store.audit.Asker.By;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.register.StaffCards;
import daka.store.register.WrongGuesses;
import daka.web.access.AuditedFailures;
import daka.web.access.PageCookie;
import daka.web.access.PinGuard;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
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
/// page is known by its cookie, and does from then on what staff may do.
public final class Unlocking implements Resource, AutoCloseable {

  /// @param pin the digits that were typed
  record Typed(@Nullable String pin) {}

  /// @param everywhere whether all pages are locked that the same card has opened; false if left
  ///   out
  record Lock(@Nullable Boolean everywhere) {}

  /// @param who the masked name
  record Unlocked(String who) {}

  private final JsonBody<Typed> typed = new JsonBody<>(Typed.class);
  private final JsonBody<Lock> locked = new JsonBody<>(Lock.class);
  private final PinGuard guard;
  private final AuditLog audit;
  private final AuditedFailures failures;
  private final StaffCards pins;
  private final Screen screen;
  private final Hours hours;
  private final InstantSource clock;

  /// @param hours say which day it is at the centre
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public Unlocking(
      AuditLog audit,
      StaffCards pins,
      WrongGuesses guesses,
      Screen screen,
      Hours hours,
      InstantSource clock,
      LongSupplier nanos) {
    this.guard = new PinGuard(guesses, clock, nanos);
    this.audit = audit;
    this.failures = new AuditedFailures(audit, nanos);
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
    switch (guard.<StaffMember>guess(PageCookie.source(ctx), () -> find(pin))) {
      case PinGuard.Outcome.Right<StaffMember>(StaffMember member) -> {
        asker(By.STAFF, Long.toString(member.resident()), ctx)
            .run(() -> audit.noteIfPossible(Deed.of("screen.unlocked")));
        screen.unlock(PageCookie.of(ctx, PageCookie.name(ctx)), member);
        Reply.ok(ctx, new Unlocked(Names.mask(member.name())));
      }
      case PinGuard.Outcome.Wrong<StaffMember> _ -> {
        fails(ctx, "pin.refused");
        throw ProblemException.of(
            HttpStatus.FORBIDDEN,
            "this PIN is nobody's; an administrator gives one to a member of staff");
      }
      case PinGuard.Outcome.Wait<StaffMember>(Duration left) -> {
        fails(ctx, "pin.held-up");
        throw wait(ctx, left);
      }
    }
  }

  private void fails(Context ctx, String action) {
    asker(By.PAGE, PageCookie.source(ctx), ctx).run(() -> failures.note(Deed.of(action)));
  }

  private Asker asker(By by, String who, Context ctx) {
    return new Asker(by, who, ctx.path(), clock, hours.zone());
  }

  private @Nullable StaffMember find(String pin) {
    return pins.ofPin(pin, hours.day(clock.instant())).orElse(null);
  }

  private static ProblemException wait(Context ctx, Duration left) {
    long seconds = left.plusMillis(999).toSeconds();
    ctx.header(Header.RETRY_AFTER, Long.toString(seconds));
    return ProblemException.of(
        HttpStatus.TOO_MANY_REQUESTS,
        "too many wrong PINs; a staff card opens the board now, a PIN in " + seconds + " seconds");
  }

  private void lock(Context ctx) {
    Query.allow(ctx);
    boolean everywhere = Boolean.TRUE.equals(locked.read(ctx).everywhere());
    screen.lock(PageCookie.of(ctx, PageCookie.name(ctx)), everywhere);
    ctx.status(HttpStatus.NO_CONTENT);
  }

  /// Tells the audit log of what it was not told yet.
  @Override
  public void close() {
    failures.close();
  }
}
