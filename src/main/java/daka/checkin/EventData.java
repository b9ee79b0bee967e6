package daka.checkin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Takes down what an event tells in its `data`, member by member and in any order: whoever writes
/// the event sorts them. Names of people, numbers and payloads have no place in it.
///
/// A name is given once; names are in lower case, with `_` between words. Numbers are whole,
/// because no two languages write others alike.
public interface EventData {
  /// A text, such as the id of a room; null says that there is none.
  EventData text(String name, @Nullable String value);

  /// A whole number, below 2^53.
  EventData number(String name, long value);

  /// Whether something is so.
  EventData flag(String name, boolean value);

  /// A moment, as RFC 3339 with the centre's offset.
  EventData time(String name, Instant value);

  /// Another entry of the journal, by its number, as that entry's `sequence` has it.
  EventData entry(String name, long number);
}
