package daka.web.described;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import daka.web.api.OpenApi;
import daka.web.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// `openapi.json` as it is served, and the schemas in it (JSON Schema 2020-12, as OpenAPI 3.1 has
/// them) as a library understands them. Safe for several threads.
public final class Description {
  private static final String IRI = "https://daka.example/openapi.json";
  private static final int MOST_ERRORS = 5;

  private static final class Whole {
    static final Description READ = new Description();
  }

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
  private final AtomicInteger named = new AtomicInteger();

  private Description() {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      document = Json.MAPPER.readTree(in);
      registry =
          SchemaRegistry.withDialect(
              Dialects.getDraft202012(),
              builder ->
                  builder
                      .schemas(Map.of(IRI, AnswerSchemas.of(document).toString()))
                      .schemaRegistryConfig(
                          SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(
                                    this, method.getKey(), path.getKey(), method.getValue()))));
  }

  /// The one of the program.
  public static Description whole() {
    return Whole.READ;
  }

  /// All of it.
  public JsonNode document() {
    return document;
  }

  /// In the order they are described.
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /// What a request asks for, if that is described. A path without parameters is preferred to one
  /// with some.
  ///
  /// @param path still encoded
  public Optional<Operation> find(String method, String path) {
    return operations.stream()
        .filter(operation -> operation.isAskedBy(method, path))
        .min(
            Comparator.comparingInt(
                operation ->
                    operation.path().length() - operation.path().replace("{", "").length()));
  }

  /// What a `$ref` leads to, or the node itself.
  public JsonNode resolve(JsonNode node) {
    JsonNode at = node;
    while (at.has("$ref")) {
      at = document.at(at.get("$ref").asText().substring(1));
    }
    return at;
  }

  /// What is wrong with a value of an answer, in words; nothing if it is as the schema says, and
  /// has no field that it does not tell of.
  ///
  /// @param schema as it stands in the document
  public List<String> faults(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compile).validate(value).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .limit(MOST_ERRORS)
        .toList();
  }

  private Schema compile(JsonNode schema) {
    JsonNode absolute = AnswerSchemas.closed(schema);
    makeAbsolute(absolute);
    return registry.getSchema(SchemaLocation.of(IRI + "/" + named.incrementAndGet()), absolute);
  }

  private static void makeAbsolute(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("$ref").asText().startsWith("#")) {
      object.put("$ref", IRI + object.get("$ref").asText());
    }
    node.forEach(Description::makeAbsolute);
  }
}
