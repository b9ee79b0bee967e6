package daka.web.http;

import io.javalin.config.RoutesConfig;

/// Something a listener answers requests about.
@FunctionalInterface
public interface Resource {

  /// Adds the routes that lead here.
  void addTo(RoutesConfig routes);
}
