package daka.web.devices;

import daka.health.Part;
import daka.reader.PresentedShapes;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.web.access.Access;
import daka.web.http.CentreTime;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/v1/devices/trials/{id}`: an administrator tries a reader, one of the kiosk's or one that
/// is plugged in, and sees the shape of what is held before it.
public final class TrialsResource implements Resource {
  static final String PATH = DevicesResource.PATH + "/trials/{id}";

  private static final int SLOWEST = 110;
  private static final int FASTEST = 4_000_000;
  private static final List<String> ENGINES = List.of("grow", "newland", "honeywell");

  /// @param device the name of a device that the config names; else what is plugged in:
  /// @param kind of the reader
  /// @param plugged the device, as the list of what is plugged in calls it
  record TrialForm(
      @Nullable String device,
      @Nullable String kind,
      @Nullable String plugged,
      @Nullable Integer baud,
      @Nullable String engine,
      @Nullable Integer address) {}

  /// @param state how the reader is
  /// @param cards what was presented, the oldest first
  record TrialAnswer(
      String id,
      long secondsLeft,
      Part.State state,
      String detail,
      String cure,
      List<CardAnswer> cards) {}

  /// @param form what it is made of
  /// @param kind what the reader says it is, or null if it cannot tell
  /// @param length in characters, or null if that is not known
  record CardAnswer(
      String at, PresentedShapes.Form form, @Nullable String kind, @Nullable Integer length) {}

  private final JsonBody<TrialForm> body = new JsonBody<>(TrialForm.class);
  private final Access access;
  private final AuditLog audit;
  private final List<Device> devices;
  private final PluggedList plugged;
  private final ReaderTrials trials;
  private final ZoneId zone;

  /// @param devices that the config names
  /// @param zone the centre's
  public TrialsResource(
      Access access,
      AuditLog audit,
      List<Device> devices,
      PluggedList plugged,
      ReaderTrials trials,
      ZoneId zone) {
    this.access = access;
    this.audit = audit;
    this.devices = List.copyOf(devices);
    this.plugged = plugged;
    this.trials = trials;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.put(PATH, access.need(this::begin));
    routes.get(PATH, access.need(this::get));
    routes.delete(PATH, access.need(this::end));
  }

  /// Begun again by the same id, it goes on.
  private void begin(Context ctx) {
    Query.allow(ctx);
    TrialForm form = body.read(ctx);
    String id = ctx.pathParam("id");
    if (!TypedText.isSlug(id)) {
      throw ProblemException.badRequest(
          "choose an id for the trial: 1 to 32 lower-case letters, digits and hyphens");
    }
    Optional<ReaderTrial> known = trials.find(id);
    if (known.isPresent()) {
      Reply.ok(ctx, answer(known.get()));
    } else {
      Reply.created(ctx, answer(form.device() == null ? open(id, form) : watch(id, form)));
    }
  }

  private ReaderTrial watch(String id, TrialForm form) {
    Device device = DevicesResource.find(devices, JsonBody.required("device", form.device()));
    String reader = device.reader();
    if (reader == null) {
      throw ProblemException.badRequest("no card can be held before " + device.name());
    }
    audit.note(Deed.of("device.tried").id(device.name()));
    return trials.watch(id, reader, device.health());
  }

  private ReaderTrial open(String id, TrialForm form) {
    NewReader reader = reader(form);
    audit.note(Deed.of("device.tried").id(reader.device().device()));
    return trials.open(id, reader);
  }

  private NewReader reader(TrialForm form) {
    String kind = JsonBody.required("kind", form.kind());
    String device = JsonBody.required("plugged", form.plugged());
    Integer baud = form.baud();
    if (baud != null && (baud < SLOWEST || baud > FASTEST)) {
      throw ProblemException.badRequest("\"baud\" must be from " + SLOWEST + " to " + FASTEST);
    }
    if (form.engine() != null && !ENGINES.contains(form.engine())) {
      throw ProblemException.badRequest("\"engine\" must be one of " + ENGINES);
    }
    Integer address = form.address();
    if (address != null && (address < 0x08 || address > 0x77)) {
      throw ProblemException.badRequest("\"address\" must be from 8 to 119");
    }
    return new NewReader(kind, plugged.free(device, kind), baud, form.engine(), address);
  }

  private void get(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, answer(trials.find(ctx.pathParam("id")).orElseThrow(TrialsResource::over)));
  }

  private void end(Context ctx) {
    Query.allow(ctx);
    if (!trials.end(ctx.pathParam("id"))) {
      throw over();
    }
    ctx.status(HttpStatus.NO_CONTENT);
  }

  private static ProblemException over() {
    return ProblemException.notFound("this trial is over, or another has begun; begin a new one");
  }

  private TrialAnswer answer(ReaderTrial trial) {
    Part part = trial.health();
    CentreTime time = new CentreTime(zone);
    List<CardAnswer> cards =
        trial.shapes().latest().stream()
            .map(
                shape ->
                    new CardAnswer(
                        time.text(shape.at()),
                        shape.form(),
                        shape.kind() == null ? null : shape.kind().wireName(),
                        shape.length()))
            .toList();
    return new TrialAnswer(
        trial.id(), trial.secondsLeft(), part.state(), part.detail(), part.cure(), cards);
  }
}
