package daka.web.settings;

import com.fasterxml.jackson.databind.JsonNode;
import daka.config.Config;
import daka.config.ConfigWriter;
import daka.config.ConfigWriter.Outcome;
import daka.config.ConfigWriter.Snapshot;
import daka.config.ConfigWriter.Stale;
import daka.config.ConfigWriter.Unwritable;
import daka.config.ConfigWriter.Written;
import daka.config.ConfigWriter.Wrong;
import daka.config.Problem;
import daka.config.text.Edit;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.web.access.Access;
import daka.web.http.AfterAnswer;
import daka.web.http.JsonBody;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `/api/v1/settings`: what the config file says, for administrators.
public final class SettingsApi implements Resource {
  private static final String PATH = "/api/v1/settings";

  /// @param file the config file
  /// @param inUse whether the kiosk runs by what stands in it
  /// @param restarting whether it is about to
  /// @param why it does not yet; may be null
  /// @param problems why it cannot start with it
  record Answer(
      String file,
      boolean inUse,
      boolean restarting,
      @Nullable String why,
      List<Mistake> problems,
      List<SettingAnswer> settings) {}

  /// @param value how it stands there, cut where it is long; null if something is missing
  record Mistake(int line, String key, @Nullable String value, String expected) {
    static Mistake of(Problem problem) {
      return new Mistake(problem.line(), problem.key(), problem.value(), problem.expected());
    }
  }

  /// The answer to a question what would be wrong.
  record Checked(List<Mistake> problems) {}

  record Form(@Nullable List<ChangeForm> changes) {}

  /// @param value null to switch the key off
  record ChangeForm(
      @Nullable String table,
      @Nullable Integer index,
      @Nullable String key,
      @Nullable JsonNode value) {}

  private final JsonBody<Form> body = new JsonBody<>(Form.class);
  private final Access access;
  private final AuditLog audit;
  private final Path file;
  private final ConfigWriter writer;
  private final Supplier<Set<String>> rooms;
  private final Restart restart;
  private final String inUse;

  /// @param file the config file
  /// @param inUse the tag of the file that the kiosk runs by
  /// @param rooms the ids of the rooms there are
  public SettingsApi(
      Access access,
      AuditLog audit,
      Path file,
      String inUse,
      Supplier<Set<String>> rooms,
      Restart restart) {
    this.access = access;
    this.audit = audit;
    this.file = file;
    this.writer = new ConfigWriter(file);
    this.inUse = inUse;
    this.rooms = rooms;
    this.restart = restart;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::get));
    routes.put(PATH, access.need(this::put));
    routes.post(PATH + "/check", access.need(this::check));
    routes.post(PATH + "/apply", access.need(this::apply));
  }

  private void get(Context ctx) {
    Query.allow(ctx);
    answer(ctx, snapshot());
  }

  private void answer(Context ctx, Snapshot now) {
    Precondition.tag(ctx, now.tag());
    Reply.ok(ctx, answer(now));
  }

  private Answer answer(Snapshot now) {
    byte[] bytes = now.text().getBytes(StandardCharsets.UTF_8);
    return new Answer(
        file.toString(),
        now.tag().equals(inUse),
        restart.isAsked(),
        restart.why(),
        problems(writer.check(List.of(), rooms.get())),
        Config.settings(file, bytes).stream().map(SettingAnswer::of).toList());
  }

  private Snapshot snapshot() {
    try {
      return writer.snapshot();
    } catch (IOException e) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "reading " + file + " failed: " + e + "; see to the file on the kiosk");
    }
  }

  private static List<Mistake> problems(Outcome outcome) {
    return switch (outcome) {
      case Written _, Stale _ -> List.of();
      case Wrong(List<Problem> problems) -> problems.stream().map(Mistake::of).toList();
      case Unwritable(String reason) -> List.of(new Mistake(0, "", null, reason));
    };
  }

  private void check(Context ctx) {
    Query.allow(ctx);
    List<Edit> edits = changes(ctx).edits();
    Reply.ok(ctx, new Checked(problems(writer.check(edits, rooms.get()))));
  }

  private Changes changes(Context ctx) {
    Snapshot now = snapshot();
    return Changes.of(
        JsonBody.required("changes", body.read(ctx).changes()),
        Config.settings(file, now.text().getBytes(StandardCharsets.UTF_8)));
  }

  /// What cannot be noted in the audit log is not written.
  private synchronized void put(Context ctx) {
    Query.allow(ctx);
    Snapshot now = snapshot();
    String seen = Precondition.seen(ctx, now.tag());
    if (!seen.equals(now.tag())) {
      Precondition.stale(ctx, answer(now), now.tag());
      return;
    }
    Changes changes = changes(ctx);
    Outcome outcome = writer.check(changes.edits(), rooms.get());
    if (outcome instanceof Written) {
      audit.note(Deed.of("settings.changed").fields(changes.names()));
      outcome = writer.change(seen, changes.edits(), rooms.get());
    }
    switch (outcome) {
      case Written written -> answer(ctx, written.now());
      case Stale(Snapshot other) -> Precondition.stale(ctx, answer(other), other.tag());
      case Wrong wrong ->
          Reply.problem(
              ctx,
              HttpStatus.UNPROCESSABLE_CONTENT,
              "the kiosk could not start with this; nothing was written: \"problems\" says what is"
                  + " wrong in which line",
              Map.of("problems", problems(wrong)));
      case Unwritable(String reason) -> throw ProblemException.of(HttpStatus.CONFLICT, reason);
    }
  }

  private void apply(Context ctx) {
    Query.allow(ctx);
    Snapshot now = snapshot();
    List<Mistake> problems = problems(writer.check(List.of(), rooms.get()));
    if (!problems.isEmpty()) {
      Reply.problem(
          ctx,
          HttpStatus.CONFLICT,
          "the kiosk could not start with the file as it is: \"problems\" says what is wrong in"
              + " which line",
          Map.of("problems", problems));
      return;
    }
    if (!now.tag().equals(inUse)) {
      audit.note(Deed.of("settings.applied"));
      restart.ask();
      AfterAnswer.run(ctx, restart::begin);
    }
    answer(ctx, now);
  }
}
