package daka.web.door;

import static daka.web.http.JsonBody.required;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.reader.http.HttpReader;
import daka.reader.http.HttpReader.Seen;
import daka.screen.Answer;
import daka.screen.Entrance;
import daka.web.http.Body;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/scans`: presents a payload, or an image with a code, to a reader of kind `http`.
/// If there is only one such reader, it need not be named. Without one there is no such resource.
public final class ScansResource implements Resource {
  /// The longest image, in bytes.
  public static final int IMAGE_LIMIT = 8 * 1024 * 1024;

  static final String PATH = "/api/v1/scans";
  private static final String JSON = "application/json";
  private static final List<String> TYPES = List.of(JSON, "image/png", "image/jpeg");

  /// @param kind the kind of card, if it is known
  record Presented(@Nullable String reader, @Nullable String payload, @Nullable String kind) {}

  private final JsonBody<Presented> json = new JsonBody<>(Presented.class);
  private final Entrance entrance;
  private final Map<String, HttpReader> readers;

  /// @param readers by their ids in the config
  ScansResource(Entrance entrance, Map<String, HttpReader> readers) {
    this.entrance = entrance;
    this.readers = new TreeMap<>(readers);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    if (!readers.isEmpty()) {
      routes.post(PATH, this::present);
    }
  }

  private void present(Context ctx) {
    if (Body.type(ctx, TYPES).equals(JSON)) {
      Query.allow(ctx);
      EntranceReplies.answer(ctx, payload(json.read(ctx)));
    } else {
      Query.allow(ctx, "reader");
      String reader = reader(ctx.queryParam("reader"));
      EntranceReplies.answer(ctx, image(reader, Body.bytes(ctx, IMAGE_LIMIT)));
    }
  }

  private Answer payload(Presented presented) {
    HttpReader reader = named(reader(presented.reader()));
    return entrance.scan(
        reader.scan(kind(presented.kind()), required("payload", presented.payload())));
  }

  private Answer image(String reader, byte[] file) {
    return switch (named(reader).look(file)) {
      case Seen.Code(Scan scan) -> entrance.scan(scan);
      case Seen.PartOfCode() -> entrance.partOfCode(reader);
      case Seen.NoCode() -> entrance.unreadable(reader);
      case Seen.NotAnImage(String reason) ->
          throw ProblemException.of(HttpStatus.UNPROCESSABLE_CONTENT, reason);
    };
  }

  private HttpReader named(String reader) {
    HttpReader found = readers.get(reader);
    if (found == null) {
      throw ProblemException.badRequest(
          "\"reader\" names no reader of kind http; there are "
              + String.join(", ", readers.keySet()));
    }
    return found;
  }

  private String reader(@Nullable String named) {
    if (named != null) {
      return named;
    }
    if (readers.size() > 1) {
      throw ProblemException.badRequest(
          "\"reader\" is missing; there are " + String.join(", ", readers.keySet()));
    }
    return readers.keySet().iterator().next();
  }

  private static @Nullable CardKind kind(@Nullable String named) {
    return named == null
        ? null
        : CardKind.ofWireName(named)
            .filter(CardKind.PRESENTED::contains)
            .orElseThrow(
                () ->
                    ProblemException.badRequest(
                        "field \"kind\" must be one of "
                            + CardKind.PRESENTED.stream()
                                .map(CardKind::wireName)
                                .collect(Collectors.joining(", "))));
  }
}
