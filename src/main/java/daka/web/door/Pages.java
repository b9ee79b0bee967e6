package daka.web.door;

import daka.web.http.PageFiles;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;

/// The kiosk's own pages and what they are made of.
final class Pages implements Resource {
  private final PageFiles files = new PageFiles();

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/", ctx -> files.answer(ctx, "kiosk/index.html"));
    routes.get("/board", ctx -> files.answer(ctx, "kiosk/board.html"));
    routes.get("/kiosk/<file>", ctx -> files.answer(ctx, "kiosk/" + PageFiles.file(ctx)));
    routes.get(PageFiles.LIT + "<file>", files::answerLit);
  }
}
