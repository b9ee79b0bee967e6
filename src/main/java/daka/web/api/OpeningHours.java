package daka.web.api;

import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.api.CentreFile.OpenHours;
import daka.web.http.JsonBody;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/v1/hours`: when the centre is open, as the config file says it, which staff see and
/// administrators change.
final class OpeningHours implements Resource {
  private static final String PATH = "/api/v1/hours";

  /// @param inUse false if the file was changed by hand and the kiosk was not started since
  record Answer(String zone, Map<String, List<String>> week, List<String> closed, boolean inUse) {}

  /// @param zone and `inUse` may be sent back as they were told
  record Form(
      @Nullable String zone,
      @Nullable Map<String, @Nullable List<@Nullable String>> week,
      @Nullable List<@Nullable String> closed,
      @Nullable Boolean inUse) {}

  private final JsonBody<Form> body = new JsonBody<>(Form.class);
  private final Access access;
  private final CentreFile file;
  private final ZoneId zone;

  OpeningHours(Access access, CentreFile file, ZoneId zone) {
    this.access = access;
    this.file = file;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::read, TokenRole.STAFF));
    routes.put(PATH, access.need(this::put));
  }

  private void read(Context ctx) {
    Query.allow(ctx);
    answer(ctx, present());
  }

  private OpenHours present() {
    OpenHours hours = file.hours();
    if (hours == null) {
      throw CentreFiles.conflict(
          "the config file has mistakes; mend it on the kiosk: `check` tells each");
    }
    return hours;
  }

  private void answer(Context ctx, OpenHours hours) {
    Precondition.tag(ctx, Precondition.tagOf(hours));
    Reply.ok(ctx, told(hours));
  }

  private Answer told(OpenHours hours) {
    return new Answer(zone.getId(), hours.week(), hours.closed(), file.areInUse());
  }

  private void put(Context ctx) {
    Query.allow(ctx);
    OpenHours wanted = hours(body.read(ctx));
    String seen = Precondition.seen(ctx, Precondition.tagOf(present()));
    CentreFiles.reply(
        ctx,
        file.change(wanted, now -> Precondition.tagOf(now).equals(seen)),
        now -> answer(ctx, now),
        this::told);
  }

  private OpenHours hours(Form form) {
    if (form.zone() != null && !form.zone().equals(zone.getId())) {
      throw ProblemException.badRequest(
          "\"zone\" is changed in the config file on the kiosk; leave it out");
    }
    return new HoursForm(form.week(), form.closed()).hours();
  }
}
