package daka.web.forwarding;

import daka.health.Backlog;
import daka.health.Part;
import daka.store.audit.SetAsideDeeds;
import daka.store.audit.SetAsideDeeds.Outcome;
import daka.store.journal.Cursors;
import daka.store.journal.Cursors.SetAside;
import daka.web.access.Access;
import daka.web.http.CentreTime;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.ZoneId;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `/api/v1/forwarding`: how far each receiver has the journal, and what it refused for good, which
/// administrators have sent again or give up, by the tag of the refusal that they have seen.
public final class ForwardingApi implements Resource {
  private static final String PATH = "/api/v1/forwarding";
  private static final String ONE = PATH + "/set-aside/{cursor}/{number}";

  /// A receiver of the journal, as the office asks for it.
  ///
  /// @param backlog what waits for it; asked for each answer
  /// @param health how it went last, with the cure
  /// @param again has the entry of this number sent once more
  public record Receiver(
      String name, Supplier<Backlog> backlog, Supplier<Part> health, LongConsumer again) {}

  /// @param end the number of the last entry of the journal
  record Answer(long end, List<ReceiverAnswer> receivers, List<RefusedEntry> setAside) {}

  /// @param cursor the number of the last entry that is dealt with
  /// @param waiting how many entries it does not have yet
  /// @param since when the first of them was recorded; null if none waits
  /// @param failingSeconds for how long nothing has come through; 0 if it goes well
  /// @param detail how it went last
  record ReceiverAnswer(
      String name,
      long cursor,
      long waiting,
      @Nullable String since,
      long failingSeconds,
      Part.State state,
      String detail,
      String cure) {}

  private final Access access;
  private final Cursors cursors;
  private final SetAsideDeeds deeds;
  private final LongSupplier end;
  private final List<Receiver> receivers;
  private final ZoneId zone;

  /// @param end the number of the last entry of the journal
  public ForwardingApi(
      Access access,
      Cursors cursors,
      SetAsideDeeds deeds,
      LongSupplier end,
      List<Receiver> receivers,
      ZoneId zone) {
    this.access = access;
    this.cursors = cursors;
    this.deeds = deeds;
    this.end = end;
    this.receivers = List.copyOf(receivers);
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::answer));
    routes.get(ONE, access.need(this::one));
    routes.post(ONE + "/again", access.need(this::again));
    routes.delete(ONE, access.need(this::giveUp));
  }

  private void answer(Context ctx) {
    Query.allow(ctx);
    CentreTime time = new CentreTime(zone);
    long last = end.getAsLong();
    Reply.ok(
        ctx,
        new Answer(
            last,
            receivers.stream().map(each -> receiver(each, last, time)).toList(),
            RefusedEntry.all(cursors, time)));
  }

  private static ReceiverAnswer receiver(Receiver receiver, long last, CentreTime time) {
    Backlog backlog = receiver.backlog().get();
    Part health = receiver.health().get();
    return new ReceiverAnswer(
        receiver.name(),
        last - backlog.entries(),
        backlog.entries(),
        backlog.oldest() == null ? null : time.text(backlog.oldest()),
        backlog.failing().toSeconds(),
        health.state(),
        health.detail(),
        health.cure());
  }

  private void one(Context ctx) {
    Query.allow(ctx);
    String cursor = ctx.pathParam("cursor");
    long number = number(ctx);
    SetAside entry = cursors.setAside(cursor, number).orElseThrow(() -> none(cursor, number));
    Precondition.tag(ctx, RefusedEntry.tag(entry));
    Reply.ok(ctx, RefusedEntry.of(entry, new CentreTime(zone)));
  }

  private void again(Context ctx) {
    Query.allow(ctx);
    String cursor = ctx.pathParam("cursor");
    long number = number(ctx);
    Receiver receiver =
        receivers.stream()
            .filter(each -> each.name().equals(cursor))
            .findFirst()
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "the config names no receiver \"" + cursor + "\" any more; give it up"));
    if (isDone(ctx, deeds.noteAgain(cursor, number, seen(ctx)))) {
      receiver.again().accept(number);
      ctx.status(HttpStatus.ACCEPTED);
    }
  }

  private static Predicate<SetAside> seen(Context ctx) {
    Precondition.need(ctx);
    return now -> {
      String tag = RefusedEntry.tag(now);
      return tag.equals(Precondition.seen(ctx, tag));
    };
  }

  private boolean isDone(Context ctx, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done() -> true;
      case Outcome.Nothing() -> throw none(ctx.pathParam("cursor"), number(ctx));
      case Outcome.Stale(SetAside now) -> {
        Precondition.stale(ctx, RefusedEntry.of(now, new CentreTime(zone)), RefusedEntry.tag(now));
        yield false;
      }
    };
  }

  private void giveUp(Context ctx) {
    Query.allow(ctx);
    if (isDone(ctx, deeds.giveUp(ctx.pathParam("cursor"), number(ctx), seen(ctx)))) {
      ctx.status(HttpStatus.NO_CONTENT);
    }
  }

  private static long number(Context ctx) {
    String text = ctx.pathParam("number");
    if (!text.matches("[0-9]{1,18}")) {
      throw ProblemException.badRequest("the number of an entry is made of digits");
    }
    return Long.parseLong(text);
  }

  private static ProblemException none(String cursor, long number) {
    return ProblemException.notFound(
        "entry " + number + " does not stand aside for \"" + cursor + "\"");
  }
}
