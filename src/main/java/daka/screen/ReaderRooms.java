package daka.screen;

import daka.checkin.Scan;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Where taps at readers go that were given another room since they started. Safe for use by
/// several threads.
public final class ReaderRooms {
  /// In place of null, which a concurrent map does not hold.
  private static final String KIOSK = "";

  private final Map<String, String> given = new ConcurrentHashMap<>();

  /// Has taps at this reader go to a room from now on.
  ///
  /// @param room the id of the room, or null for that of the kiosk
  public void give(String reader, @Nullable String room) {
    given.put(reader, room == null ? KIOSK : room);
  }

  /// The room of a reader.
  ///
  /// @param started what it started with
  public @Nullable String of(String reader, @Nullable String started) {
    String room = given.get(reader);
    return room == null ? started : room.equals(KIOSK) ? null : room;
  }

  /// The scan, at the room that its reader has now.
  Scan placed(Scan scan) {
    return new Scan(scan.reader(), of(scan.reader(), scan.room()), scan.presented());
  }
}
