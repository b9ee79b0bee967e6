package daka.web.devices;

import daka.config.ConfigWriter;
import daka.config.ConfigWriter.Outcome;
import daka.config.ConfigWriter.Snapshot;
import daka.config.ConfigWriter.Stale;
import daka.config.ConfigWriter.Unwritable;
import daka.config.ConfigWriter.Written;
import daka.config.ConfigWriter.Wrong;
import daka.config.Problem;
import daka.config.text.Edit;
import daka.plugged.Plugged;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.web.access.Access;
import daka.web.http.AfterAnswer;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import daka.web.settings.Restart;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `PUT /api/v1/devices/readers/{id}` and `…/panels/{id}`: a reader that is plugged in, or the
/// panel of a room, is written into the config file, with its comments and order kept, once what
/// reads the file at a start has found nothing wrong with it.
public final class AddingResource implements Resource {
  /// As `firmware-config` and everybody else has it.
  private static final int USUAL_BUS = 1;

  /// @param plugged the device, as the list of what is plugged in calls it
  record ReaderForm(
      @Nullable String kind,
      @Nullable String plugged,
      @Nullable String room,
      @Nullable Integer baud,
      @Nullable String engine,
      @Nullable Integer address) {}

  /// @param kind `hd44780`, `ssd1306` or `sh1106`
  record PanelForm(@Nullable String kind, @Nullable Integer bus, @Nullable Integer address) {}

  /// @param applied whether the kiosk is put together anew for it; else it is used from the next
  ///   start on
  record Added(String name, boolean applied) {}

  private final JsonBody<ReaderForm> readers = new JsonBody<>(ReaderForm.class);
  private final JsonBody<PanelForm> panels = new JsonBody<>(PanelForm.class);
  private final Access access;
  private final AuditLog audit;
  private final ConfigWriter writer;
  private final PluggedList plugged;
  private final Supplier<Set<String>> rooms;
  private final Restart restart;

  /// @param writer of the config file
  /// @param rooms the ids of the rooms there are
  public AddingResource(
      Access access,
      AuditLog audit,
      ConfigWriter writer,
      PluggedList plugged,
      Supplier<Set<String>> rooms,
      Restart restart) {
    this.access = access;
    this.audit = audit;
    this.writer = writer;
    this.plugged = plugged;
    this.rooms = rooms;
    this.restart = restart;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.put(DevicesResource.PATH + "/readers/{id}", access.need(this::reader));
    routes.put(DevicesResource.PATH + "/panels/{id}", access.need(this::panel));
  }

  private void reader(Context ctx) {
    Query.allow(ctx);
    ReaderForm form = readers.read(ctx);
    String id = slug(ctx);
    String kind = JsonBody.required("kind", form.kind());
    Plugged device = plugged.free(JsonBody.required("plugged", form.plugged()), kind);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", id);
    values.put("kind", kind);
    values.put("device", device.device());
    put(values, "room", form.room());
    put(values, "baud", form.baud());
    put(values, "engine", form.engine());
    put(values, "address", form.address());
    add(ctx, "reader", "reader " + id, values);
  }

  private void panel(Context ctx) {
    Query.allow(ctx);
    PanelForm form = panels.read(ctx);
    String room = slug(ctx);
    int bus = form.bus() == null ? USUAL_BUS : form.bus();
    int address = JsonBody.required("address", form.address());
    boolean taken = plugged.held(bus).stream().anyMatch(each -> each.address() == address);
    if (taken) {
      throw ProblemException.of(
          HttpStatus.CONFLICT, "something of this kiosk has that address; take another");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("room", room);
    values.put("kind", JsonBody.required("kind", form.kind()));
    values.put("bus", bus);
    values.put("address", address);
    add(ctx, "panel", "panel " + room, values);
  }

  private static String slug(Context ctx) {
    String id = ctx.pathParam("id");
    if (!TypedText.isSlug(id)) {
      throw ProblemException.badRequest(
          "the id is 1 to 32 lower-case letters, digits and hyphens, as in front-desk");
    }
    return id;
  }

  private static void put(Map<String, Object> values, String key, @Nullable Object value) {
    if (value != null) {
      values.put(key, value);
    }
  }

  /// What cannot be noted in the audit log is not written. A device that is there already is found
  /// by the check, which says so by its line: nothing is written twice.
  private synchronized void add(
      Context ctx, String table, String name, Map<String, Object> values) {
    Snapshot now = snapshot();
    List<Edit> edits = List.of(new Edit.AddTable(table, values));
    Outcome outcome = writer.check(edits, rooms.get());
    if (outcome instanceof Written) {
      audit.note(Deed.of("device.added").id(name).fields(List.copyOf(values.keySet())));
      outcome = writer.change(now.tag(), edits, rooms.get());
    }
    switch (outcome) {
      case Written _ -> {
        restart.ask();
        AfterAnswer.run(ctx, restart::begin);
        Reply.created(ctx, new Added(name, restart.isAsked()));
      }
      case Stale _ ->
          throw ProblemException.of(
              HttpStatus.CONFLICT, "somebody has just changed the config file; try again");
      case Wrong(List<Problem> problems) ->
          throw ProblemException.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "the kiosk could not start with this, so nothing was written: "
                  + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
      case Unwritable(String reason) -> throw ProblemException.of(HttpStatus.CONFLICT, reason);
    }
  }

  private Snapshot snapshot() {
    try {
      return writer.snapshot();
    } catch (IOException e) {
      throw ProblemException.of(
          HttpStatus.CONFLICT, "the config file cannot be read: " + e + "; see to it on the kiosk");
    }
  }
}
