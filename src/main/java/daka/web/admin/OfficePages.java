package daka.web.admin;

import daka.web.http.PageFiles;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.BooleanSupplier;
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
          "copies",
          "settings",
          "about",
          "sheets");

  private static final String DOORSTEP = "/office/doorstep.json";

  /// What the office shares with the kiosk's own pages, under the addresses it has there.
  private static final Pattern SHARED =
      Pattern.compile(
          "icon\\.svg|app/(room-names|texts|time)\\.js|styles/tokens\\.css|texts/[A-Za-z-]+\\.json");

  private static final Pattern OPEN =
      Pattern.compile(
          "/|/(office|kiosk|lit-html)/.*|/(" + String.join("|", ADDRESSES) + ")(/.*)?",
          Pattern.DOTALL);

  /// What the pages know before anybody has signed in.
  ///
  /// @param languages of the centre, its own first
  /// @param setup whether the kiosk's screen invites the first administrator, as everybody sees who
  ///   stands before it
  record Doorstep(List<String> languages, boolean setup) {}

  private final PageFiles files = new PageFiles();
  private final List<String> languages;
  private final BooleanSupplier invites;

  /// @param languages of the centre, its own first
  /// @param invites whether somebody is invited to become the first administrator
  public OfficePages(List<String> languages, BooleanSupplier invites) {
    this.languages = languages;
    this.invites = invites;
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
    routes.get(DOORSTEP, this::doorstep);
    routes.get("/office/<file>", ctx -> files.answer(ctx, "kiosk/office/" + PageFiles.file(ctx)));
    routes.get("/kiosk/<file>", this::shared);
    routes.get(PageFiles.LIT + "<file>", files::answerLit);
  }

  private void page(Context ctx) {
    files.answer(ctx, "kiosk/office/index.html");
  }

  private void doorstep(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, new Doorstep(languages, invites.getAsBoolean()));
  }

  private void shared(Context ctx) {
    String file = PageFiles.file(ctx);
    if (!SHARED.matcher(file).matches()) {
      throw ProblemException.notFound("there is nothing at " + ctx.path());
    }
    files.answer(ctx, "kiosk/" + file);
  }
}
