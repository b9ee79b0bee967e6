package daka.web.devices;

import daka.health.Part;
import daka.plugged.I2cScan;
import daka.plugged.Plugged;
import daka.plugged.PluggedDevices;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/api/v1/devices`: the devices that the config names and how each is, which staff see; and for
/// administrators what is plugged in beside them, a look at an I²C bus, and lamps and beeper to
/// try.
public final class DevicesResource implements Resource {
  static final String PATH = "/api/v1/devices";

  private static final String I2C = "/dev/i2c-";
  private static final int LAST_BUS = 99;

  /// The answer.
  record Page(List<DeviceAnswer> devices) {}

  /// @param state as in the health of the kiosk
  /// @param trial whether cards can be held before it to try it
  record DeviceAnswer(
      String name,
      Device.Group group,
      String kind,
      @Nullable String room,
      String device,
      Part.State state,
      String detail,
      String cure,
      boolean trial,
      List<String> attempts) {
    static DeviceAnswer of(Device device) {
      Part part = device.health().get();
      return new DeviceAnswer(
          device.name(),
          device.group(),
          device.kind(),
          device.room(),
          device.device(),
          part.state(),
          part.detail(),
          part.cure(),
          device.reader() != null,
          device.attempts());
    }
  }

  /// @param usedBy what of this kiosk has it, or null
  record PluggedAnswer(
      Plugged.Kind kind,
      String device,
      String name,
      Plugged.Form form,
      List<String> fits,
      @Nullable String taken,
      @Nullable String usedBy) {}

  /// The answer.
  record PluggedPage(List<PluggedAnswer> devices, List<PluggedDevices.Unasked> unasked) {}

  /// @param attempt one of `attempts`
  record AttemptForm(@Nullable String attempt) {}

  /// @param bus the N of `/dev/i2c-N`
  record ScanForm(@Nullable Integer bus) {}

  /// @param answered where something answers that nobody has
  record ScanAnswer(int bus, List<Integer> answered, List<I2cScan.Held> held) {}

  private final JsonBody<AttemptForm> attempts = new JsonBody<>(AttemptForm.class);
  private final JsonBody<ScanForm> scans = new JsonBody<>(ScanForm.class);
  private final Access access;
  private final AuditLog audit;
  private final List<Device> devices;
  private final PluggedList plugged;
  private final I2cScan scan;

  /// @param devices that the config names, in its order
  /// @param plugged what is plugged in
  public DevicesResource(
      Access access, AuditLog audit, List<Device> devices, PluggedList plugged, I2cScan scan) {
    this.access = access;
    this.audit = audit;
    this.devices = List.copyOf(devices);
    this.plugged = plugged;
    this.scan = scan;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::list, TokenRole.STAFF));
    routes.get(PATH + "/plugged", access.need(this::plugged));
    routes.post(PATH + "/i2c-scans", access.need(this::scan));
    routes.post(PATH + "/{name}/attempts", access.need(this::attempt));
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, new Page(devices.stream().map(DeviceAnswer::of).toList()));
  }

  private void plugged(Context ctx) {
    Query.allow(ctx);
    PluggedDevices.Found found = plugged.look();
    Reply.ok(
        ctx, new PluggedPage(found.devices().stream().map(this::answer).toList(), found.unasked()));
  }

  private PluggedAnswer answer(Plugged each) {
    return new PluggedAnswer(
        each.kind(),
        each.device(),
        each.name(),
        each.form(),
        each.fits(),
        each.taken(),
        plugged.usedBy(each));
  }

  private void scan(Context ctx) {
    Query.allow(ctx);
    int bus = JsonBody.required("bus", scans.read(ctx).bus());
    if (bus < 0 || bus > LAST_BUS) {
      throw ProblemException.badRequest("\"bus\" must be the N of a /dev/i2c-N, 0 to " + LAST_BUS);
    }
    audit.note(Deed.of("bus.scanned").id(I2C + bus));
    Set<Integer> named =
        plugged.uses().stream()
            .filter(use -> use.address() != null && use.device().startsWith(I2C))
            .map(use -> Integer.valueOf(use.device().substring(I2C.length())))
            .collect(Collectors.toSet());
    switch (scan.scan(bus, named, plugged.held(bus))) {
      case I2cScan.Scanned(var answered, var held) ->
          Reply.ok(ctx, new ScanAnswer(bus, answered, held));
      case I2cScan.Refused(String detail, String cure) ->
          throw ProblemException.of(HttpStatus.CONFLICT, detail + "; " + cure);
    }
  }

  private void attempt(Context ctx) {
    Query.allow(ctx);
    String wanted = JsonBody.required("attempt", attempts.read(ctx).attempt());
    Device device = find(devices, ctx.pathParam("name"));
    if (!device.attempts().contains(wanted)) {
      throw ProblemException.badRequest(
          "\"attempt\" must be one of what this device can show: " + device.attempts());
    }
    audit.note(Deed.of("device.tried").id(device.name()));
    if (!device.attempt().test(wanted)) {
      Part part = device.health().get();
      throw ProblemException.of(HttpStatus.CONFLICT, part.detail() + "; " + part.cure());
    }
    ctx.status(HttpStatus.NO_CONTENT);
  }

  /// @throws ProblemException 404 if there is none of this name
  static Device find(List<Device> devices, String name) {
    return devices.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.notFound("no device has this name; GET " + PATH + " lists them"));
  }
}
