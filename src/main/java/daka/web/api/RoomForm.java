package daka.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Room;
import daka.checkin.RoomClosure;
import daka.checkin.RoomTitle;
import daka.store.visits.PlacedRoom;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.TypedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A room as the API takes and tells it.
///
/// @param id may be left out where the path has it
/// @param name what logs, lists and messages call it
/// @param language of the name; left out where nobody has said
/// @param names what screens in other languages call it, by BCP 47 tags; none if left out
/// @param position among the rooms, from 1; left out it stays where it is, a new one at the end
/// @param closed false, true, or the days on which nobody is let in: `mon` to `sun`, `2027-01-01`;
///   a room is open if it is left out
public record RoomForm(
    @Nullable String id,
    @Nullable String name,
    @Nullable String language,
    @Nullable Map<String, @Nullable String> names,
    @Nullable String floor,
    @Nullable Integer capacity,
    @Nullable Integer position,
    @Nullable JsonNode closed) {
  static final int NAME = 60;
  private static final int FLOOR = 20;
  private static final int MAX_CAPACITY = 100_000;
  private static final int MOST_ROOMS = 100_000;
  private static final int MOST_DAYS = 400;
  private static final int MOST_LANGUAGES = 20;
  private static final Pattern LANGUAGE =
      Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");
  private static final String LANGUAGE_FORM =
      "the tag of a language such as zh-Hans, zh-Hant or en";

  /// The answer.
  ///
  /// @param closed as in the form, never null
  public record Answer(
      String id,
      String name,
      @Nullable String language,
      SortedMap<String, String> names,
      String floor,
      int capacity,
      int position,
      Object closed) {

    public static Answer of(PlacedRoom placed) {
      Room room = placed.room();
      RoomClosure closure = room.closure();
      List<String> days = closure.written();
      return new Answer(
          room.id(),
          room.name(),
          room.title().language(),
          room.title().others(),
          room.floor(),
          room.capacity(),
          placed.position(),
          closure.always() || days.isEmpty() ? closure.always() : days);
    }
  }

  /// The room that is meant.
  ///
  /// @param idInPath of the room
  /// @throws ProblemException 400 that names the field and the cure
  public Room room(String idInPath) {
    if (!TypedText.isSlug(idInPath)) {
      throw ProblemException.badRequest(
          "the id of a room is 1 to 32 lower-case letters, digits and hyphens, as in chess-club");
    }
    if (id != null && !id.equals(idInPath)) {
      throw ProblemException.badRequest("\"id\" is not the one in the path; leave it out");
    }
    RoomTitle title = title();
    String where = TypedText.line("floor", floor, FLOOR);
    int holds = JsonBody.required("capacity", capacity);
    if (holds < 0 || holds > MAX_CAPACITY) {
      throw ProblemException.badRequest(
          "\"capacity\" must be from 0 to "
              + MAX_CAPACITY
              + "; a room with 0 is full for everybody, and \"closed\" closes one");
    }
    if (position != null && (position < 1 || position > MOST_ROOMS)) {
      throw ProblemException.badRequest(
          "\"position\" is counted from 1, the first of the rooms; leave it out to let it stay");
    }
    return new Room(idInPath, title, where, holds, closure(closed));
  }

  private RoomTitle title() {
    String own = TypedText.line("name", name, NAME);
    String tag = TypedText.formed("language", language, LANGUAGE, LANGUAGE_FORM);
    SortedMap<String, String> others = new TreeMap<>();
    Map<String, @Nullable String> given = names == null ? Map.of() : names;
    for (Map.Entry<String, @Nullable String> other : given.entrySet()) {
      String field = "names." + other.getKey();
      if (!LANGUAGE.matcher(other.getKey()).matches()) {
        throw ProblemException.badRequest("\"" + field + "\" is not under " + LANGUAGE_FORM);
      }
      if (other.getKey().equals(tag)) {
        throw ProblemException.badRequest(
            "\"" + field + "\" is in the language of \"name\"; leave one of the two out");
      }
      String text = TypedText.optionalLine(field, other.getValue(), NAME);
      if (text != null) {
        others.put(other.getKey(), text);
      }
    }
    if (others.size() > MOST_LANGUAGES) {
      throw ProblemException.badRequest(
          "\"names\" has more than " + MOST_LANGUAGES + " languages; leave some out");
    }
    return new RoomTitle(own, tag, others);
  }

  private static RoomClosure closure(@Nullable JsonNode closed) {
    if (closed == null || closed.isNull()) {
      return RoomClosure.NEVER;
    }
    if (closed.isBoolean()) {
      return closed.asBoolean() ? RoomClosure.ALWAYS : RoomClosure.NEVER;
    }
    List<String> days = new ArrayList<>();
    closed.forEach(day -> days.add(day.asText()));
    if (!closed.isArray() || days.size() > MOST_DAYS) {
      throw wrongClosure();
    }
    return RoomClosure.of(days).orElseThrow(RoomForm::wrongClosure);
  }

  private static ProblemException wrongClosure() {
    return ProblemException.badRequest(
        "\"closed\" must be true, false, or a list of at most "
            + MOST_DAYS
            + " weekdays and days, as in [\"sun\", \"2027-01-01\"]");
  }
}
