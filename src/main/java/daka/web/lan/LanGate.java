package daka.web.lan;

import daka.web.access.Access;
import daka.web.account.SigningIn;
import daka.web.admin.OfficePages;
import daka.web.api.OpenApi;
import daka.web.copies.SetupRestore;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;

/// Nothing on the LAN answers to nobody known but the description of the API, the root certificate,
/// the files of the office's pages and what signs in: not even whether a resource exists.
final class LanGate implements Resource {
  private static final Set<String> OPEN = Set.of(OpenApi.PATH, RootCertificate.PATH);

  private final Access access;

  LanGate(Access access) {
    this.access = access;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before(
        ctx -> {
          Access.onLan(ctx);
          if (!isOpen(ctx)) {
            access.role(ctx);
          }
        });
  }

  private static boolean isOpen(Context ctx) {
    String path = ctx.path();
    return OPEN.contains(path)
        || SigningIn.OPEN.contains(path)
        || SetupRestore.isOpen(path)
        || (ctx.method().equals(HandlerType.GET) && OfficePages.isOpen(path));
  }
}
