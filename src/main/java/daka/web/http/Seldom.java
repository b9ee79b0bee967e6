package daka.web.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Resources that many a kiosk is never asked for: they are made, and the classes that they need
/// loaded, when the first request for one of them comes. A start pays nothing for them.
public final class Seldom implements Filter {
  private final Predicate<String> paths;
  private final Once<Servlet> servlet;

  /// @param paths which paths are asked of these resources, and of no others
  /// @param resources in the order their handlers run, with those that guard them
  public Seldom(Predicate<String> paths, Supplier<List<Resource>> resources) {
    this.paths = paths;
    this.servlet = new Once<>(() -> WebServer.answering(resources.get()));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain others)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest asked && paths.test(asked.getRequestURI())) {
      servlet.get().service(request, response);
    } else {
      others.doFilter(request, response);
    }
  }
}
