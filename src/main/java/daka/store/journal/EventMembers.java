package daka.store.journal;

import daka.checkin.EventData;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The members of an event's `data`, in the order that canonical JSON wants them.
final class EventMembers implements EventData {
  /// @param json its value
  private record Member(String name, String json) {}

  private final List<Member> members = new ArrayList<>();
  private final DateTimeFormatter time;

  EventMembers(DateTimeFormatter time) {
    this.time = time;
  }

  @Override
  public EventMembers text(String name, @Nullable String value) {
    if (value == null) {
      return put(name, "null");
    }
    StringBuilder json = new StringBuilder(value.length() + 2);
    EventWriter.string(json, value);
    return put(name, json.toString());
  }

  @Override
  public EventMembers number(String name, long value) {
    return put(name, Long.toString(value));
  }

  @Override
  public EventMembers flag(String name, boolean value) {
    return put(name, Boolean.toString(value));
  }

  @Override
  public EventMembers time(String name, Instant value) {
    return put(name, '"' + time.format(value) + '"');
  }

  @Override
  public EventMembers entry(String name, long number) {
    return put(name, '"' + EventWriter.sequence(number) + '"');
  }

  /// Most are told in order, so the place is looked for from the end.
  private EventMembers put(String name, String json) {
    int place = members.size();
    while (place > 0 && members.get(place - 1).name().compareTo(name) > 0) {
      place--;
    }
    if (place > 0 && members.get(place - 1).name().equals(name)) {
      throw new IllegalArgumentException("an event tells " + name + " twice");
    }
    members.add(place, new Member(name, json));
    return this;
  }

  /// Appends them, with commas between.
  void write(StringBuilder json) {
    String separator = "";
    for (Member member : members) {
      json.append(separator);
      EventWriter.string(json, member.name());
      json.append(':').append(member.json());
      separator = ",";
    }
  }
}
