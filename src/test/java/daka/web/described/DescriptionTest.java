package daka.web.described;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import daka.web.api.OpenApi;
import daka.web.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The description itself: what it is, and that nothing is missing in it.
class DescriptionTest {
  private static final Pattern IN_BRACES = Pattern.compile("\\{([a-z]+)}");

  private final JsonNode document = read(OpenApi.class, "openapi.json");
  private final List<Operation> operations = Description.whole().operations();

  private static JsonNode read(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void it_is_openapi_3_1_as_the_schema_of_openapi_says() {
    JsonNode schema = read(DescriptionTest.class, "openapi-3.1.json");
    assertEquals(
        List.of(),
        SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(schema).validate(document));
  }

  @Test
  void each_operation_has_a_name_of_its_own_and_tells_its_parameters_and_who_may() {
    Set<String> names = new HashSet<>();
    for (Operation operation : operations) {
      String told = operation.toString();
      assertTrue(names.add(operation.node().path("operationId").asText()), told);
      assertFalse(operation.node().path("summary").asText().isEmpty(), told);
      Set<String> inPath =
          IN_BRACES
              .matcher(operation.path())
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toSet());
      Set<String> described =
          operation.parameters().stream()
              .filter(parameter -> parameter.location().equals("path"))
              .map(Operation.Parameter::name)
              .collect(Collectors.toSet());
      assertEquals(inPath, described, told);
      assertEquals(operation.isOpen(), operation.roles().isEmpty() && !operation.isOneself(), told);
    }
  }

  @Test
  void each_operation_tells_what_refuses_a_request() {
    for (Operation operation : operations) {
      Set<Integer> refusals = new TreeSet<>(Set.of(400));
      if (!operation.isOpen()) {
        refusals.addAll(Set.of(401, 403, 429, 503));
      }
      if (operation.bodies().isPresent()) {
        refusals.addAll(Set.of(413, 415));
      }
      if (isConditional(operation)) {
        refusals.add(412);
      }
      if (needsCondition(operation)) {
        refusals.add(428);
      }
      refusals.removeIf(status -> operation.answer(status).isPresent());
      assertEquals(Set.of(), refusals, operation + " does not describe these");
    }
  }

  private static boolean isChange(Operation operation) {
    return Set.of("PUT", "DELETE").contains(operation.method());
  }

  private static boolean isConditional(Operation operation) {
    return operation.parameters().stream().anyMatch(one -> one.name().equals("If-Match"));
  }

  private static boolean needsCondition(Operation operation) {
    return operation.parameters().stream()
        .anyMatch(one -> one.name().equals("If-Match") && (one.required() || isChange(operation)));
  }

  /// Of a thing itself, or of the list it is in. What is done to a thing by POST says with 201 that
  /// it only adds to it.
  @Test
  void what_is_changed_is_read_with_an_etag_and_changed_and_deleted_with_if_match() {
    Set<String> tagged =
        operations.stream()
            .filter(operation -> operation.method().equals("GET"))
            .filter(operation -> operation.answer(200).orElseThrow().path("headers").has("ETag"))
            .map(Operation::path)
            .collect(Collectors.toSet());
    for (Operation operation : operations) {
      boolean changes = isChange(operation) && !onlyMakes(operation);
      assertEquals(
          changes && (tagged.contains(operation.path()) || tagged.contains(list(operation))),
          changes && isConditional(operation),
          operation::toString);
      boolean acts =
          operation.method().equals("POST")
              && operation.answer(201).isEmpty()
              && operation.path().contains("}/")
              && tagged.contains(operation.path().replaceFirst("/[a-z]+$", ""));
      assertTrue(
          !acts || (isConditional(operation) && operation.answer(428).isPresent()),
          operation::toString);
    }
  }

  private static boolean onlyMakes(Operation operation) {
    return operation.parameters().stream()
        .anyMatch(one -> one.name().equals("If-None-Match") && one.required());
  }

  private static String list(Operation operation) {
    return operation.path().replaceFirst("/\\{[a-z]+}$", "");
  }

  @Test
  void everything_that_is_referred_to_is_there_and_everything_there_is_referred_to() {
    Set<String> referred =
        document.findValues("$ref").stream().map(JsonNode::asText).collect(Collectors.toSet());
    Set<String> there = new TreeSet<>();
    for (Map.Entry<String, JsonNode> kind : document.get("components").properties()) {
      if (!kind.getKey().equals("securitySchemes")) {
        kind.getValue()
            .properties()
            .forEach(named -> there.add("#/components/" + kind.getKey() + "/" + named.getKey()));
      }
    }
    assertEquals(there, new TreeSet<>(referred));
  }
}
