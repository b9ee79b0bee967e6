package daka.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event of the journal does to one visit, read from its JSON alone.
public sealed interface VisitChange {

  long visit();

  /// The visit begins.
  ///
  /// @param subject the pseudonym, or null for guests
  /// @param evidence the wire name of how the person was identified, or null before that was kept
  /// @param arrived milliseconds since 1970
  record Begin(
      long visit,
      @Nullable String subject,
      int party,
      String room,
      String reader,
      @Nullable String evidence,
      long arrived,
      boolean outsideHours)
      implements VisitChange {}

  /// The visit stands in this room now.
  ///
  /// @param subject the pseudonym at that time, or null for guests and for residents since deleted
  /// @param arrived when the event says that it began, if it does
  record Place(long visit, @Nullable String subject, int party, String room, @Nullable Long arrived)
      implements VisitChange {}

  /// The visit ends.
  ///
  /// @param how the wire name of how it ended
  /// @param at milliseconds since 1970, never before it began
  /// @param told what the clock told then, which may have been in the past
  record End(long visit, String how, long at, long told) implements VisitChange {
    public static final String VOIDED = "voided";
    private static final String CLOSING = "closing";

    /// Whether a clock told when, and not the closing time.
    public boolean isByClock() {
      return !how.equals(CLOSING);
    }

    /// When a visit that arrived and departed so far as given departs now: never before it began,
    /// and a visit that is voided keeps the departure it had.
    public long departed(long arrived, @Nullable Long departedSoFar) {
      return how.equals(VOIDED) && departedSoFar != null ? departedSoFar : Math.max(arrived, at);
    }
  }

  /// The visit is open again.
  record Reopen(long visit) implements VisitChange {}

  /// The same, with the time that a clock told put right. Closing time is told by no clock: it
  /// follows from the arrival, and when that is put right, a further event says when it was.
  default VisitChange shifted(long millis) {
    return switch (this) {
      case Begin b ->
          new Begin(
              b.visit,
              b.subject,
              b.party,
              b.room,
              b.reader,
              b.evidence,
              b.arrived + millis,
              b.outsideHours);
      case End end ->
          millis != 0 && end.isByClock()
              ? new End(end.visit, end.how, end.told + millis, end.told + millis)
              : end;
      case Place _, Reopen _ -> this;
    };
  }

  /// The changes an event makes, in order; none for an event that is not about visits, or of a type
  /// that this program does not know. What else an event it knows has is passed over.
  ///
  /// @throws Contradiction if the event lacks what its type needs
  static List<VisitChange> of(long number, JsonNode event) throws Contradiction {
    JsonNode data = event.path("data");
    try {
      return switch (event.path("type").asText()) {
        case "daka.visit.arrived" -> List.of(begin(data));
        case "daka.visit.moved" ->
            data.path("corrected").asBoolean()
                ? List.of(place(data))
                : List.of(end(event, "from", "moved"), begin(data));
        case "daka.visit.departed" ->
            List.of(place(data), end(event, "visit", text(data, "ended")));
        case "daka.visit.voided" -> voided(event, data);
        default -> List.of();
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Contradiction.at(number, "its event is incomplete: " + e.getMessage());
    }
  }

  private static End end(JsonNode event, String visit, String how) {
    JsonNode data = event.path("data");
    return new End(id(data, visit), how, time(data, "at"), time(event, "time"));
  }

  private static List<VisitChange> voided(JsonNode event, JsonNode data) {
    long visit = id(data, "visit");
    if (text(data, "voids").equals("departure")) {
      return List.of(place(data), new Reopen(visit));
    }
    End end = end(event, "visit", End.VOIDED);
    return data.has("continued")
        ? List.of(place(data), end, new Reopen(id(data, "continued")))
        : List.of(place(data), end);
  }

  private static Begin begin(JsonNode data) {
    return new Begin(
        id(data, "visit"),
        data.path("subject").textValue(),
        data.path("party").asInt(),
        text(data, "room"),
        text(data, "reader"),
        data.path("evidence").textValue(),
        time(data, "at"),
        data.path("outside_hours").asBoolean());
  }

  private static Place place(JsonNode data) {
    return new Place(
        id(data, "visit"),
        data.path("subject").textValue(),
        data.path("party").asInt(),
        text(data, "room"),
        data.has("arrived") ? time(data, "arrived") : null);
  }

  private static long id(JsonNode data, String name) {
    return Long.parseLong(text(data, name));
  }

  private static long time(JsonNode data, String name) {
    return OffsetDateTime.parse(text(data, name)).toInstant().toEpochMilli();
  }

  private static String text(JsonNode data, String name) {
    String text = data.path(name).textValue();
    if (text == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return text;
  }
}
