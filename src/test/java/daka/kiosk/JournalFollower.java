package daka.kiosk;

import com.fasterxml.jackson.databind.JsonNode;
import daka.Door;
import java.util.ArrayList;
import java.util.List;

/// Reads a running kiosk's journal with a cursor of its own.
public final class JournalFollower {
  private static final int MOST = 500;

  private final Door door;
  private final String token;
  private final List<JsonNode> entries = new ArrayList<>();

  /// @param token of a role that may read the journal
  public JournalFollower(Door door, String token) {
    this.door = door;
    this.token = token;
  }

  /// All that is known of a reader now, in order.
  public List<JsonNode> of(String reader) throws Exception {
    return all().stream()
        .filter(entry -> entry.at("/data/reader").asText().equals(reader))
        .toList();
  }

  /// All there is now, in order.
  public synchronized List<JsonNode> all() throws Exception {
    JsonNode news;
    do {
      String path = "/api/v1/journal?after=" + entries.size() + "&limit=" + MOST;
      news = Door.JSON.readTree(door.get(path, token).body());
      news.forEach(entries::add);
    } while (news.size() == MOST);
    return List.copyOf(entries);
  }
}
