package daka.web.described;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One method of one path, as it is described.
public final class Operation {
  private final Description description;
  private final String method;
  private final String path;
  private final JsonNode node;
  private final Pattern pattern;

  /// @param location `path`, `query` or `header`
  public record Parameter(String name, String location, boolean required, JsonNode schema) {}

  Operation(Description description, String method, String path, JsonNode node) {
    this.description = description;
    this.method = method.toUpperCase(Locale.ROOT);
    this.path = path;
    this.node = node;
    this.pattern =
        Pattern.compile(
            Stream.of(path.split("/", -1))
                .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                .collect(Collectors.joining("/")));
  }

  /// In capital letters.
  public String method() {
    return method;
  }

  /// With its parameters in braces.
  public String path() {
    return path;
  }

  public JsonNode node() {
    return node;
  }

  boolean isAskedBy(String asked, String address) {
    return method.equals(asked) && pattern.matcher(address).matches();
  }

  /// Who may ask, by role; empty if anybody may, or only who has signed in about themselves.
  public Set<String> roles() {
    Set<String> roles = new TreeSet<>();
    node.path("x-daka-roles").forEach(role -> roles.add(role.asText()));
    return roles;
  }

  /// Whether anybody may ask, known or not.
  public boolean isOpen() {
    return node.has("security") && node.get("security").isEmpty();
  }

  /// Whether somebody who has signed in may ask about themselves, whatever their role.
  public boolean isOneself() {
    return node.path("x-daka-oneself").asBoolean();
  }

  /// The listeners that answer it: `lan`, `kiosk`, or both.
  public Set<String> listeners() {
    Set<String> listeners = new TreeSet<>();
    node.path("x-daka-listeners").forEach(listener -> listeners.add(listener.asText()));
    return listeners.isEmpty() ? Set.of("lan", "kiosk") : listeners;
  }

  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode given : node.path("parameters")) {
      JsonNode parameter = description.resolve(given);
      parameters.add(
          new Parameter(
              parameter.get("name").asText(),
              parameter.get("in").asText(),
              parameter.path("required").asBoolean(),
              parameter.get("schema")));
    }
    return parameters;
  }

  /// The body of a request by its media types; empty if it takes none.
  public Optional<JsonNode> bodies() {
    return Optional.ofNullable(node.get("requestBody"))
        .map(description::resolve)
        .map(body -> body.get("content"));
  }

  /// What is described of an answer of this status.
  public Optional<JsonNode> answer(int status) {
    return Optional.ofNullable(node.get("responses").get(Integer.toString(status)))
        .map(description::resolve);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
