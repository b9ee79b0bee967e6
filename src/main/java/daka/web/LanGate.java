package daka.web;

import io.javalin.config.RoutesConfig;

/// Nothing on the LAN answers without a token but the description of the API: not even whether a
/// resource exists.
final class LanGate implements Resource {
  private final Access access;

  LanGate(Access access) {
    this.access = access;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before(
        ctx -> {
          if (!ctx.path().equals(OpenApi.PATH)) {
            access.role(ctx);
          }
        });
  }
}
