package daka.store.audit;

import daka.store.journal.EventWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes an entry as canonical JSON (RFC 8785), without its hash.
final class AuditText {
  private static final int LONGEST = 1_000;
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss.SSS")
          .appendOffset("+HH:MM", "Z")
          .toFormatter(Locale.ROOT);

  private final Map<String, String> members = new TreeMap<>();

  private AuditText() {}

  /// @param reason the hash of the reason, or null if there is none
  static String write(long number, Instant at, Asker asker, Deed deed, @Nullable String reason) {
    AuditText text = new AuditText();
    text.member("number", Long.toString(number));
    text.text("sequence", String.format(Locale.ROOT, "%012d", number));
    text.text("at", TIME.format(at.atZone(asker.zone())));
    text.text("by", asker.by().name().toLowerCase(Locale.ROOT));
    text.text("who", asker.who());
    text.text("target", asker.target());
    text.text("action", deed.action());
    text.text("id", deed.id());
    text.text("sha256", deed.sha256());
    text.text("from", deed.from());
    text.text("reason_sha256", reason);
    text.number("rows", deed.rows());
    text.number("about", deed.about());
    if (!deed.fields().isEmpty()) {
      text.member(
          "fields",
          deed.fields().stream().map(AuditText::string).collect(Collectors.joining(",", "[", "]")));
    }
    return text.members.entrySet().stream()
        .map(member -> string(member.getKey()) + ':' + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private void text(String name, @Nullable String value) {
    if (value != null) {
      member(name, string(value.length() > LONGEST ? value.substring(0, LONGEST) : value));
    }
  }

  private void number(String name, @Nullable Long value) {
    if (value != null) {
      member(name, value.toString());
    }
  }

  private void member(String name, String json) {
    members.put(name, json);
  }

  private static String string(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2);
    EventWriter.string(json, text);
    return json.toString();
  }
}
