package daka.checkin;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a room is called, in each language that it has a name in.
///
/// @param name what logs, lists and messages call it
/// @param language of `name`, a BCP 47 tag; null if nobody has said which: then the centre's own
/// @param others what screens call it that speak another language, by BCP 47 tags
public record RoomTitle(String name, @Nullable String language, SortedMap<String, String> others) {

  public RoomTitle {
    others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
  }

  public RoomTitle(String name, @Nullable String language, Map<String, String> others) {
    this(name, language, new TreeMap<>(others));
  }

  /// A name in no language that anybody has said.
  public static RoomTitle of(String name) {
    return new RoomTitle(name, null, Map.of());
  }
}
