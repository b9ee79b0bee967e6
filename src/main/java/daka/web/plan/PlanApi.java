package daka.web.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import daka.checkin.Room;
import daka.checkin.RoomSpace;
import daka.config.CentreEdits;
import daka.config.Config;
import daka.config.ConfigWriter;
import daka.config.ConfigWriter.Outcome;
import daka.config.ConfigWriter.Snapshot;
import daka.config.ConfigWriter.Stale;
import daka.config.ConfigWriter.Unwritable;
import daka.config.ConfigWriter.Written;
import daka.config.ConfigWriter.Wrong;
import daka.config.Problem;
import daka.config.Setting;
import daka.config.text.Edit;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.StoreException;
import daka.store.visits.PlannedRooms;
import daka.store.visits.UnfinishedPlan;
import daka.web.access.Access;
import daka.web.access.AuditedExport;
import daka.web.api.CentreFile.OpenHours;
import daka.web.http.AfterAnswer;
import daka.web.http.Json;
import daka.web.http.JsonBody;
import daka.web.http.Parameter;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.settings.Restart;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tinylog.Logger;

/// `GET /api/v1/plan` gives out the rooms, hours and settings of the centre in one file, and `POST`
/// of the same brings those of another centre in; with `preview=true` it says what it would do, and
/// writes nothing.
public final class PlanApi implements Resource {
  private static final String PATH = "/api/v1/plan";
  private static final int LIMIT = 1024 * 1024;
  private static final String FILE = "daka-plan.json";

  /// @param restarting whether the kiosk restarts to put it to use
  record Brought(PlanPreview brought, boolean restarting) {}

  /// Work that is to be done with a config file that could be read.
  private record Reading(Snapshot snapshot, Config config, List<Setting> settings) {}

  /// The config file was not written; nothing else is either.
  private static final class NotWritten extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Outcome outcome;

    NotWritten(Outcome outcome) {
      this.outcome = outcome;
    }
  }

  private final JsonBody<PlanForm> body = new JsonBody<>(PlanForm.class, LIMIT);
  private final Access access;
  private final AuditLog audit;
  private final Path file;
  private final ConfigWriter writer;
  private final PlannedRooms rooms;
  private final Supplier<List<RoomSpace>> present;
  private final Function<Config, OpenHours> hours;
  private final Restart restart;
  private final InstantSource clock;
  private final ZoneId zone;

  /// @param file the config file
  /// @param present the rooms there are
  /// @param hours as a config says them
  /// @param zone the centre's
  public PlanApi(
      Access access,
      AuditLog audit,
      Path file,
      PlannedRooms rooms,
      Supplier<List<RoomSpace>> present,
      Function<Config, OpenHours> hours,
      Restart restart,
      InstantSource clock,
      ZoneId zone) {
    this.access = access;
    this.audit = audit;
    this.file = file;
    this.writer = new ConfigWriter(file);
    this.rooms = rooms;
    this.present = present;
    this.hours = hours;
    this.restart = restart;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::give));
    routes.post(PATH, access.need(this::take));
  }

  private List<Room> presentRooms() {
    return present.get().stream().map(RoomSpace::room).toList();
  }

  private Reading reading() {
    try {
      Snapshot snapshot = writer.snapshot();
      byte[] bytes = snapshot.text().getBytes(UTF_8);
      return switch (Config.read(file, bytes)) {
        case Config.Valid(Config config) ->
            new Reading(snapshot, config, Config.settings(file, bytes));
        case Config.Invalid _ ->
            throw conflict("the config file has mistakes; mend them first, on the page Settings");
      };
    } catch (IOException e) {
      throw conflict("the config file cannot be read; see to it on the kiosk: " + e);
    }
  }

  private static ProblemException conflict(String why) {
    return ProblemException.of(HttpStatus.CONFLICT, why);
  }

  private void give(Context ctx) {
    Query.allow(ctx);
    Reading now = reading();
    Plan plan =
        new Plan(
            PlanForm.FORM,
            now.config().centre().name(),
            LocalDate.ofInstant(clock.instant(), zone).toString(),
            presentRooms().stream().map(Plan.PlannedRoom::of).toList(),
            hours.apply(now.config()),
            PlanSettings.present(now.settings()));
    byte[] json = written(plan);
    AuditedExport.whole(audit, "plan", json, plan.rooms().size());
    ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"" + FILE + '"');
    Reply.json(ctx, HttpStatus.OK, json);
  }

  private static byte[] written(Plan plan) {
    try {
      return (Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(plan) + "\n")
          .getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a plan", e);
    }
  }

  private void take(Context ctx) {
    Query.allow(ctx, "preview");
    boolean isPreview = Boolean.TRUE.equals(Parameter.yesOrNo(ctx, "preview", "true", "false"));
    PlanForm.Meant plan = body.read(ctx).meant();
    if (isPreview) {
      Bringing bringing = new Bringing(plan, reading(), presentRooms());
      Precondition.tag(ctx, bringing.preview.tag());
      Reply.ok(ctx, bringing.preview);
    } else {
      bring(ctx, plan);
    }
  }

  private synchronized void bring(Context ctx, PlanForm.Meant plan) {
    Bringing bringing = new Bringing(plan, reading(), presentRooms());
    String tag = bringing.preview.tag();
    if (!Precondition.seen(ctx, tag).equals(tag)) {
      stale(ctx, bringing);
      return;
    }
    if (!bringing.preview.problems().isEmpty()) {
      Reply.problem(
          ctx,
          HttpStatus.UNPROCESSABLE_CONTENT,
          "the kiosk could not start with this; nothing was written: \"problems\" says what is"
              + " wrong",
          Map.of("problems", bringing.preview.problems()));
      return;
    }
    if (bringing.run()) {
      if (!bringing.edits.isEmpty()) {
        restart.ask();
        AfterAnswer.run(ctx, restart::begin);
      }
      Reply.ok(ctx, new Brought(bringing.preview, restart.isAsked()));
    } else {
      stale(ctx, new Bringing(plan, reading(), presentRooms()));
    }
  }

  private static void stale(Context ctx, Bringing now) {
    Precondition.stale(ctx, now.preview, now.preview.tag());
  }

  /// A plan beside what there is.
  private final class Bringing {
    private final PlanForm.Meant plan;
    private final Reading now;
    private final List<Room> before;
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final PlanPreview preview;

    /// The tag of the config file as the plan makes it.
    private String after;

    Bringing(PlanForm.Meant plan, Reading now, List<Room> before) {
      this.plan = plan;
      this.now = now;
      this.before = before;
      this.after = now.snapshot().tag();
      List<PlanSettings.Difference> settings =
          PlanSettings.differences(plan.settings(), now.settings());
      OpenHours present = hours.apply(now.config());
      OpenHours planned = plan.hours();
      PlanPreview.HoursChange others =
          planned == null || planned.equals(present)
              ? null
              : new PlanPreview.HoursChange(present, planned);
      if (others != null) {
        edits.addAll(
            CentreEdits.hours(
                now.snapshot().text(),
                CentreEdits.byDay(others.after().week()),
                others.after().closed()));
        changed.add("hours");
      }
      edits.addAll(PlanSettings.edits(settings, now.settings()));
      settings.forEach(each -> changed.add(each.name()));
      preview = PlanPreview.of(before, plan.rooms(), others, settings, problems());
    }

    private List<Problem> problems() {
      return switch (writer.check(edits, ids())) {
        case Wrong(List<Problem> problems) -> problems;
        case Unwritable(String why) -> throw conflict(why);
        case Written(Snapshot then, _) -> {
          after = then.tag();
          yield List.of();
        }
        case Stale _ -> List.of();
      };
    }

    private Set<String> ids() {
      Set<String> ids = new HashSet<>();
      before.forEach(room -> ids.add(room.id()));
      planned().forEach(room -> ids.add(room.id()));
      return ids;
    }

    private List<Room> planned() {
      List<Room> given = plan.rooms();
      return given == null ? List.of() : given;
    }

    /// @return false if something was changed since the preview
    boolean run() {
      boolean[] written = new boolean[1];
      try {
        return rooms.arrange(
            planned(),
            before::equals,
            List.of(Deed.of("plan.imported").fields(changed)),
            new UnfinishedPlan(now.snapshot().text(), after),
            () -> {
              write();
              written[0] = true;
            });
      } catch (NotWritten e) {
        takeBack(false);
        return switch (e.outcome) {
          case Stale _ -> false;
          case Unwritable(String why) -> throw conflict(why);
          case Wrong _, Written _ -> throw new IllegalStateException("it was checked before", e);
        };
      } catch (RuntimeException e) {
        takeBack(written[0]);
        throw e;
      }
    }

    private void write() {
      Outcome outcome = writer.change(now.snapshot().tag(), edits, ids());
      if (!(outcome instanceof Written)) {
        throw new NotWritten(outcome);
      }
    }

    /// What cannot be done now is done by the next start.
    private void takeBack(boolean isWritten) {
      try {
        if (isWritten) {
          writer.takeBack(now.snapshot().text());
        }
        rooms.forgetUnfinished();
      } catch (IOException | StoreException e) {
        Logger.error("{} has settings of a plan whose rooms could not be written: {}", file, e);
      }
    }
  }
}
