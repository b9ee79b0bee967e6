package daka.web.described;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import daka.web.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.jspecify.annotations.Nullable;

/// An answer as it went out, and what of it is not as it is described.
///
/// @param path as it was asked, still encoded
/// @param body null if only its head is looked at
record Answer(String method, String path, MetaData.Response head, byte @Nullable [] body) {
  /// By which a listener says that there is nothing to describe.
  private static final Set<Integer> NOTHING = Set.of(400, 401, 403, 404, 405, 501);

  /// Headers that are there only where they are described.
  private static final List<String> OURS =
      List.of("ETag", "Location", "Link", "Retry-After", "Set-Cookie", "Content-Disposition");

  /// @param listener that answered
  List<String> faults(String listener) {
    Description description = Description.whole();
    boolean isHead = method.equals("HEAD");
    Optional<Operation> operation = description.find(isHead ? "GET" : method, path);
    List<String> faults =
        operation.isEmpty() || !operation.get().listeners().contains(listener)
            ? undescribed()
            : faults(description, operation.get(), isHead);
    return faults.stream()
        .map(
            fault ->
                operation.map(Operation::toString).orElse(method + " " + path)
                    + " answered "
                    + head.getStatus()
                    + ", and "
                    + fault)
        .toList();
  }

  private List<String> undescribed() {
    return path != null && path.startsWith("/api/") && !NOTHING.contains(head.getStatus())
        ? List.of("no such operation is described for this listener")
        : List.of();
  }

  private List<String> faults(Description description, Operation operation, boolean isHead) {
    Optional<JsonNode> described = operation.answer(head.getStatus());
    if (described.isEmpty()) {
      return List.of("this status is not described" + said());
    }
    List<String> faults = new ArrayList<>(headers(description, described.get()));
    JsonNode content = described.get().path("content");
    String type = type();
    if (content.isEmpty() && body != null && body.length > 0) {
      faults.add("no body is described" + said());
    } else if (!content.isEmpty() && !content.has(type)) {
      faults.add("its type \"" + type + "\" is none of " + names(content));
    } else if (!content.isEmpty() && body != null && !isHead) {
      bodyFaults(description, content.get(type), type, body)
          .forEach(fault -> faults.add("its body is another: " + fault + said()));
    }
    return faults;
  }

  private String said() {
    return body == null || body.length == 0 || !type().endsWith("json")
        ? ""
        : ": " + new String(body, 0, Math.min(body.length, 400), StandardCharsets.UTF_8);
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private String type() {
    String type = head.getHttpFields().get(HttpHeader.CONTENT_TYPE);
    return type == null ? "" : type.replaceFirst("\\s*;.*", "");
  }

  private List<String> headers(Description description, JsonNode described) {
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, JsonNode> named : described.path("headers").properties()) {
      JsonNode header = description.resolve(named.getValue());
      String value = head.getHttpFields().get(named.getKey());
      if (value != null) {
        JsonNode schema = header.get("schema");
        description
            .faults(schema, ofHeader(schema, value))
            .forEach(fault -> faults.add("its header " + named.getKey() + " is another: " + fault));
      } else if (header.path("required").asBoolean()) {
        faults.add("it has no header " + named.getKey());
      }
    }
    for (String name : OURS) {
      if (head.getHttpFields().contains(name) && !described.path("headers").has(name)) {
        faults.add("its header " + name + " is not described");
      }
    }
    return faults;
  }

  private static JsonNode ofHeader(JsonNode schema, String value) {
    return schema.path("type").asText().equals("integer") && value.matches("[0-9]{1,9}")
        ? IntNode.valueOf(Integer.parseInt(value))
        : TextNode.valueOf(value);
  }

  private static List<String> bodyFaults(
      Description description, JsonNode content, String type, byte[] body) {
    JsonNode line = content.path("x-daka-line");
    if (!line.isMissingNode()) {
      return new String(body, StandardCharsets.UTF_8)
          .lines()
          .flatMap(each -> jsonFaults(description, line, each.getBytes(StandardCharsets.UTF_8)))
          .toList();
    }
    return type.endsWith("json")
        ? jsonFaults(description, content.path("schema"), body).toList()
        : List.of();
  }

  private static Stream<String> jsonFaults(Description description, JsonNode schema, byte[] json) {
    try {
      return description.faults(schema, Json.MAPPER.readTree(json)).stream();
    } catch (JsonProcessingException e) {
      return Stream.of("it is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
