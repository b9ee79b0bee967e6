package daka.web.visits;

import static java.nio.charset.StandardCharsets.US_ASCII;

import daka.store.visits.VisitKey;
import daka.web.http.ProblemException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in the visit log as callers hold it: opaque to them, so that it can be made otherwise
/// one day.
final class VisitCursor {
  private static final Pattern FORM = Pattern.compile("(-?\\d{1,18}) (\\d{1,18})");

  private VisitCursor() {}

  static String write(VisitKey key) {
    String text = key.arrived() + " " + key.visit();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
  }

  /// @throws ProblemException 400 if it was not written by [#write]
  static VisitKey read(String cursor) {
    try {
      Matcher text = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), US_ASCII));
      if (text.matches()) {
        return new VisitKey(Long.parseLong(text.group(1)), Long.parseLong(text.group(2)));
      }
    } catch (IllegalArgumentException e) {
      // Not base64, so not a cursor of ours.
    }
    throw ProblemException.badRequest(
        "query parameter \"after\" must be the \"next\" of the page before, as it was given");
  }
}
