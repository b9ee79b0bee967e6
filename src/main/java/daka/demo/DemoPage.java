package daka.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import daka.reader.code.QrImage;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// `GET /demo`: the cards of the sample centre, each with its QR code and a button that taps with
/// it.
public final class DemoPage implements Resource {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " frame-ancestors 'none'";

  private record Shown(String name, String role, String payload, String qr) {}

  private final List<Shown> cards;

  public DemoPage(List<SampleCentre.Card> cards) {
    this.cards =
        cards.stream()
            .map(
                card ->
                    new Shown(
                        card.name(), card.role(), card.payload(), QrImage.svg(card.payload())))
            .toList();
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/demo", ctx -> file(ctx, "demo.html", "text/html; charset=utf-8"));
    routes.get("/demo/demo.js", ctx -> file(ctx, "demo.js", "text/javascript; charset=utf-8"));
    routes.get("/demo/demo.css", ctx -> file(ctx, "demo.css", "text/css; charset=utf-8"));
    routes.get("/demo/cards", ctx -> ctx.contentType("application/json").result(json()));
  }

  private static void file(Context ctx, String name, String type) {
    try (InputStream in = DemoPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own file " + name);
      }
      ctx.header(Header.CONTENT_SECURITY_POLICY, POLICY);
      ctx.contentType(type).result(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String json() {
    try {
      return new ObjectMapper().writeValueAsString(cards);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the cards of the demo cannot be written as JSON", e);
    }
  }
}
