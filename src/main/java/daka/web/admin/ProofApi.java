package daka.web.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import daka.health.Progress;
import daka.store.audit.Asker;
import daka.store.audit.ProofDeeds;
import daka.store.file.StoreException;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.http.CentreTime;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// `/api/v1/proof`: that no visit is missing, doubled or changed, proven as the command `verify`
/// proves it. `POST` begins, unless it is under way; `GET` tells how far it is, or what came of it.
/// One at a time, on a thread of its own: over many years it takes minutes. Who begins one is
/// audited, and what came of it; one that a restart has cut off is told, to be begun anew.
public final class ProofApi implements Resource {
  private static final String PATH = "/api/v1/proof";

  /// @param state `none` if nobody has asked since the start, `running`, `proven`, `broken`,
  ///   `failed` if the store could not be read, or `cut-off` if the kiosk was started anew
  ///   meanwhile
  /// @param at when it began or ended
  /// @param done how much of `total` is done, while it runs
  /// @param secondsLeft at the pace up to now; null while that is not known
  /// @param notes what could not be proven, and why
  /// @param where the first thing that is wrong
  /// @param what is wrong
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String state,
      @Nullable String at,
      @Nullable Long done,
      @Nullable Long total,
      @Nullable Long secondsLeft,
      @Nullable Long entries,
      @Nullable Long visits,
      @Nullable Long open,
      @Nullable Long audited,
      @Nullable List<String> notes,
      @Nullable String where,
      @Nullable String what,
      @Nullable String cure) {

    static Answer untold(String state, @Nullable String at, @Nullable String what) {
      return new Answer(
          state, at, null, null, null, null, null, null, null, null, null, what, null);
    }
  }

  private sealed interface Stage {}

  private record Nothing() implements Stage {}

  private record Running(Progress progress, Instant since) implements Stage {}

  private record Found(Proof proof, Instant at) implements Stage {}

  private record Failed(String why, Instant at) implements Stage {}

  private final Access access;
  private final ProofDeeds deeds;
  private final Path folder;
  private final InstantSource clock;
  private final ZoneId zone;
  private volatile Stage stage = new Nothing();

  /// @param folder the data folder
  /// @param zone the centre's
  public ProofApi(Access access, ProofDeeds deeds, Path folder, InstantSource clock, ZoneId zone) {
    this.access = access;
    this.deeds = deeds;
    this.folder = folder;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::get, TokenRole.AUDITOR));
    routes.post(PATH, access.need(this::begin, TokenRole.AUDITOR));
  }

  private void get(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, answer());
  }

  private synchronized void begin(Context ctx) {
    Query.allow(ctx);
    if (!(stage instanceof Running)) {
      Progress progress = new Progress(System::nanoTime);
      stage = new Running(progress, clock.instant());
      Long begun = noted();
      Asker asker = Asker.current();
      Thread.ofPlatform()
          .daemon()
          .name("proof")
          .start(() -> asker.run(() -> prove(progress, begun)));
    }
    Reply.ok(ctx, answer());
  }

  /// A store that cannot be written can still be proven.
  private @Nullable Long noted() {
    try {
      return deeds.begin();
    } catch (StoreException e) {
      Logger.warn("a proof of the journal is not in the audit log: {}", e.getMessage());
      return null;
    }
  }

  private void prove(Progress progress, @Nullable Long begun) {
    Stage found = prove(progress);
    if (begun != null) {
      note(begun, found);
    }
    stage = found;
  }

  private void note(long begun, Stage found) {
    String outcome =
        switch (found) {
          case Found(Proof.Proven _, Instant _) -> "proven";
          case Found(Proof.Broken _, Instant _) -> "broken";
          case Failed _, Nothing _, Running _ -> "failed";
        };
    try {
      deeds.end(begun, outcome);
    } catch (StoreException e) {
      Logger.warn("what came of a proof is not in the audit log: {}", e.getMessage());
    }
  }

  private Stage prove(Progress progress) {
    try {
      return new Found(progress.during(new Verify(folder)::prove), clock.instant());
    } catch (StoreException e) {
      Logger.error("the journal could not be proven: {}", e.getMessage());
      return new Failed(String.valueOf(e.getMessage()), clock.instant());
    } catch (RuntimeException e) {
      Logger.error(e, "the journal could not be proven");
      return new Failed(e.toString(), clock.instant());
    }
  }

  private Answer answer() {
    CentreTime time = new CentreTime(zone);
    return switch (stage) {
      case Nothing _ ->
          deeds
              .unfinished()
              .map(began -> Answer.untold("cut-off", time.text(began), null))
              .orElseGet(() -> Answer.untold("none", null, null));
      case Running(Progress progress, Instant since) -> running(progress, time.text(since));
      case Failed(String why, Instant at) -> Answer.untold("failed", time.text(at), why);
      case Found(Proof.Broken(String where, String what, String cure), Instant at) ->
          new Answer(
              "broken",
              time.text(at),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              where,
              what,
              cure);
      case Found(
              Proof.Proven(long entries, long visits, long open, long audited, var notes),
              Instant at) ->
          new Answer(
              "proven",
              time.text(at),
              null,
              null,
              null,
              entries,
              visits,
              open,
              audited,
              notes,
              null,
              null,
              null);
    };
  }

  private static Answer running(Progress progress, String since) {
    Progress.Seen seen = progress.look().orElse(null);
    Duration left = seen == null ? null : seen.left();
    return new Answer(
        "running",
        since,
        seen == null ? 0L : (Long) seen.done(),
        seen == null ? 0L : (Long) seen.total(),
        left == null ? null : (Long) left.toSeconds(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
