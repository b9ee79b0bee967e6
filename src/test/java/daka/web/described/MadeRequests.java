package daka.web.described;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import daka.web.http.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes requests out of what the description says of an operation: some as it says, and some in
/// which a part is spoilt.
final class MadeRequests {
  private static final Pattern IN_BRACES = Pattern.compile("\\{([a-z]+)}");
  private static final List<String> TYPES =
      List.of(
          "text/plain", "application/json; charset=utf-16", "application/xml", "a", "image/png");

  private final Told told;
  private final Random random;
  private final MadeValues good;
  private final OddBodies odd;
  private String own = new UUID(1, 1).toString();

  /// @param told how it is, for whoever has to make it again
  record Made(HttpRequest.Builder request, String told) {}

  MadeRequests(Description description, Told told, Random random) {
    this.told = told;
    this.random = random;
    good = new MadeValues(description, told, random);
    odd = new OddBodies(random);
  }

  private boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  /// What the path of an operation is of, such as `visits`.
  static String about(Operation operation) {
    String path = operation.path().replaceFirst("^/api/v1/(forwarding/|devices/)?", "");
    return path.replaceFirst("[/.].*", "");
  }

  /// A path to ask for, still without a query.
  String path(Operation operation) {
    Matcher parameters = IN_BRACES.matcher(operation.path());
    StringBuilder path = new StringBuilder();
    while (parameters.find()) {
      List<String> there = told.inPath(about(operation), parameters.group(1));
      if (operation.method().equals("PUT") && onceIn(3)) {
        there = List.of(own());
      }
      String value =
          there.isEmpty() || onceIn(6) ? odd.text() : there.get(random.nextInt(there.size()));
      parameters.appendReplacement(
          path, Matcher.quoteReplacement(encoded(value.isEmpty() ? "x" : value)));
    }
    return parameters.appendTail(path).toString();
  }

  /// An id of the caller's own, now and then the one of before.
  private String own() {
    if (onceIn(2)) {
      own = new UUID(random.nextLong(), random.nextLong()).toString();
    }
    return own;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// @param tag of what is there now, or null if nothing is
  Made about(Operation operation, String base, String path, @Nullable String tag) {
    String target = path + query(operation);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + target));
    byte[] body = body(operation, request);
    for (Operation.Parameter parameter : operation.parameters()) {
      if (parameter.location().equals("header") && !onceIn(8)) {
        request.header(parameter.name(), condition(parameter.name(), tag));
      }
    }
    if (onceIn(5)) {
      request.header("Accept", onceIn(2) ? "text/csv, application/x-ndjson;q=0.5" : "a/b;q=x,,;");
    }
    boolean asHead = operation.method().equals("GET") && onceIn(10);
    String method = asHead ? "HEAD" : operation.method();
    request.method(method, BodyPublishers.ofByteArray(body));
    return new Made(request, method + " " + target + " " + shown(body));
  }

  private static String shown(byte[] body) {
    return new String(Arrays.copyOf(body, Math.min(body.length, 600)), StandardCharsets.UTF_8);
  }

  private String condition(String name, @Nullable String tag) {
    if (name.equals("If-Match") && tag != null && !onceIn(5)) {
      return tag;
    }
    return onceIn(6) ? "\"stale\", W/\"x" : "*";
  }

  private String query(Operation operation) {
    List<String> pairs = new ArrayList<>();
    for (Operation.Parameter parameter : operation.parameters()) {
      if (parameter.location().equals("query") && (parameter.required() || onceIn(3))) {
        String value =
            onceIn(4) ? odd.text() : good.of(parameter.schema(), parameter.name()).asText();
        pairs.add(parameter.name() + "=" + encoded(value));
      }
    }
    if (onceIn(15)) {
      pairs.add(encoded(odd.text()) + "=" + encoded(odd.text()));
    }
    if (onceIn(15) && !pairs.isEmpty()) {
      pairs.add(pairs.getFirst());
    }
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  private byte[] body(Operation operation, HttpRequest.Builder request) {
    JsonNode bodies = operation.bodies().orElse(JsonNodeFactory.instance.objectNode());
    List<String> types = new ArrayList<>();
    bodies.fieldNames().forEachRemaining(types::add);
    if (types.isEmpty()) {
      return onceIn(8) ? odd.text().getBytes(StandardCharsets.UTF_8) : new byte[0];
    }
    String type = types.get(random.nextInt(types.size()));
    request.header("Content-Type", onceIn(20) ? TYPES.get(random.nextInt(TYPES.size())) : type);
    if (!type.endsWith("json")) {
      return list();
    }
    JsonNode body = good.of(bodies.get(type).path("schema"), "body");
    return onceIn(2) ? Json.bytes(body) : odd.of(body);
  }

  /// A list of people, or what is none.
  private byte[] list() {
    String list = "name,phone,card_qr\n王小明,13800001234,W-" + random.nextInt(1_000) + "\n";
    String more = onceIn(3) ? "\"" + odd.text() + "," + odd.text() + "\n" : "";
    return (list + more).getBytes(onceIn(4) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
  }
}
