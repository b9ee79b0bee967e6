package daka.web.admin;

import daka.web.http.PageFiles;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;

/// The pages of the office, on the LAN only: their files, and one page for all their addresses,
/// which draws what the address says. They hold nothing of the centre but its languages.
public final class OfficePages implements Resource {
  /// The first word of each address beside `/`. The pages know what they show there.
  private static final List<String> ADDRESSES =
      List.of(
          "setup",
          "recover",
          "visits",
          "reports",
          "people",
          "rooms",
          "accounts",
          "devices",
          "forwarding",
          "settings",
          "about");

  private static final String LANGUAGES = "/office/languages.json";

  /// What the office shares with the kiosk's own pages, under the addresses it has there.
  private static final Pattern SHARED =
      Pattern.compile(
          "icon\\.svg|app/(room-names|texts|time)\\.js|styles/tokens\\.css|texts/[A-Za-z-]+\\.json");

  private static final Pattern OPEN =
      Pattern.compile(
          "/|/(office|kiosk|lit-html)/.*|/(" + String.join("|", ADDRESSES) + ")(/.*)?",
          Pattern.DOTALL);

  /// @param languages of the centre, its own first
  record Languages(List<String> languages) {}

  private final PageFiles files = new PageFiles();
  private final Languages languages;

  /// @param languages of the centre, its own first
  public OfficePages(List<String> languages) {
    this.languages = new Languages(languages);
  }

  /// Whether a GET of this path is answered without a session.
  public static boolean isOpen(String path) {
    return OPEN.matcher(path).matches();
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/", this::page);
    for (String address : ADDRESSES) {
      routes.get("/" + address, this::page);
      routes.get("/" + address + "/<rest>", this::page);
    }
    routes.get(LANGUAGES, this::languages);
    routes.get("/office/<file>", ctx -> files.answer(ctx, "kiosk/office/" + PageFiles.file(ctx)));
    routes.get("/kiosk/<file>", this::shared);
    routes.get(PageFiles.LIT + "<file>", files::answerLit);
  }

  private void page(Context ctx) {
    files.answer(ctx, "kiosk/office/index.html");
  }

  private void languages(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, languages);
  }

  private void shared(Context ctx) {
    String file = PageFiles.file(ctx);
    if (!SHARED.matcher(file).matches()) {
      throw ProblemException.notFound("there is nothing at " + ctx.path());
    }
    files.answer(ctx, "kiosk/" + file);
  }
}
