package daka.upstream;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageHeaders;
import org.jspecify.annotations.Nullable;

/// What a receiver answered: foreign bytes, whatever they are.
///
/// @param text the beginning of the body
record HttpAnswer(int status, MessageHeaders headers, String text) {
  private static final int MAX_DETAIL = 300;

  /// What the answer means.
  ///
  /// @param url where the request went to
  /// @param clock tells what a date in `Retry-After` is from now
  Delivery delivery(URI url, InstantSource clock) {
    if (status >= 200 && status < 300) {
      return new Delivery.Stored();
    }
    return switch (status) {
      case 400, 413, 422 -> new Delivery.Refused(status, clean(text));
      default -> new Delivery.TryAgain(reason(url), cure(), retryAfter(clock));
    };
  }

  private String reason(URI url) {
    String to = header("location");
    String said = status >= 300 && status < 400 && to != null ? "go to " + clean(to) : clean(text);
    return "sending to "
        + url.getHost()
        + ": it answers "
        + status
        + (said.isEmpty() ? "" : ", ")
        + said;
  }

  private String cure() {
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          "Put the final address into [upstream] url; redirects are not followed.";
      case 401, 403 -> "Ask the town for a valid token and put it into [upstream] token-file.";
      case 404, 405, 410 -> "Check the path of [upstream] url.";
      case 415 -> "Ask the town to accept application/cloudevents-batch+json at this address.";
      case 429, 503 -> "Nothing to do: it is sent when the town is ready.";
      default -> "If this lasts, tell the town what its receiver answers; it is tried again.";
    };
  }

  /// In seconds, or as a date. A date is compared with the receiver's own clock where it tells it,
  /// because the kiosk's may be wrong.
  private @Nullable Duration retryAfter(InstantSource clock) {
    String value = header("retry-after");
    if (value == null) {
      return null;
    }
    if (value.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    Instant until = date(value);
    if (until == null) {
      return null;
    }
    Instant answered = date(header("date"));
    return Duration.between(answered == null ? clock.instant() : answered, until);
  }

  private static @Nullable Instant date(@Nullable String value) {
    try {
      return value == null
          ? null
          : DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private @Nullable String header(String name) {
    Header first = headers.getFirstHeader(name);
    return first == null || first.getValue() == null ? null : first.getValue().strip();
  }

  /// On one line, without control characters, and short.
  private static String clean(String foreign) {
    String line = foreign.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Z}\\uFFFD]+", " ").strip();
    return line.length() <= MAX_DETAIL ? line : line.substring(0, MAX_DETAIL) + "…";
  }
}
