package daka.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the JSON body of a request into a record. Fields that the record does not have, fields
/// given twice and values of another type are errors; fields left out are null.
///
/// @param <T> the record, its components as the fields
public final class JsonBody<T> {
  /// The longest JSON body, in bytes, where a resource takes no longer one.
  public static final int LIMIT = 64 * 1024;

  private static final List<String> TYPES = List.of("application/json");
  private static final Map<Class<?>, String> IN_WORDS =
      Map.of(
          String.class, "a string",
          Integer.class, "a whole number",
          Long.class, "a whole number",
          Boolean.class, "true or false");

  private final ObjectReader reader;
  private final int limit;

  public JsonBody(Class<T> type) {
    this(type, LIMIT);
  }

  /// @param limit in bytes
  public JsonBody(Class<T> type, int limit) {
    this.reader = Json.MAPPER.readerFor(type);
    this.limit = limit;
  }

  /// @throws ProblemException 400, 413 or 415 if the body is not what it should be
  public T read(Context ctx) {
    Body.type(ctx, TYPES);
    return parse(Body.bytes(ctx, limit));
  }

  private T parse(byte[] json) {
    try {
      @Nullable T value = reader.readValue(json);
      if (value == null) {
        throw ProblemException.badRequest("the body is null; send a JSON object");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw ProblemException.badRequest(unknown(e));
    } catch (MismatchedInputException e) {
      throw ProblemException.badRequest(mismatch(e));
    } catch (JsonMappingException e) {
      String why =
          e.getCause() instanceof InputCoercionException
              ? " is too large"
              : ": " + e.getOriginalMessage();
      throw ProblemException.badRequest("field \"" + path(e) + "\"" + why);
    } catch (JsonProcessingException e) {
      throw ProblemException.badRequest("the body is not good JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ProblemException.badRequest("the body is not JSON in UTF-8");
    }
  }

  private static String unknown(UnrecognizedPropertyException e) {
    return "there is no field \""
        + path(e)
        + "\"; the fields are "
        + e.getKnownPropertyIds().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String mismatch(MismatchedInputException e) {
    if (e.getPath().isEmpty()) {
      return "the body is not one JSON object; send an object and nothing after it";
    }
    return "field \""
        + path(e)
        + "\" must be "
        + IN_WORDS.getOrDefault(e.getTargetType(), "of another type; see /api/v1/openapi.json");
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(part -> part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
        .collect(Collectors.joining("."));
  }

  /// The value of a field that must be there.
  ///
  /// @throws ProblemException 400 if it is not
  public static <V> V required(String field, @Nullable V value) {
    if (value == null) {
      throw ProblemException.badRequest("field \"" + field + "\" is missing");
    }
    return value;
  }
}
