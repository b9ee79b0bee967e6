package daka.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The tones as notes, from the file that the pages play too.
final class Tones {
  private static final String FILE = "/kiosk/sounds/tones.json";

  /// One note.
  ///
  /// @param hertz its frequency, or 0 for a pause
  record Note(int hertz, Duration length) {}

  private final Map<Tone, List<Note>> notes;

  private Tones(Map<Tone, List<Note>> notes) {
    this.notes = notes;
  }

  /// Reads them from the program itself.
  static Tones read() {
    try (InputStream in = Tones.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing in the program");
      }
      JsonNode file = new JsonMapper().readTree(in);
      Map<Tone, List<Note>> notes = new EnumMap<>(Tone.class);
      for (Tone tone : Tone.values()) {
        notes.put(tone, notes(file.path(tone.key())));
      }
      return new Tones(notes);
    } catch (IOException e) {
      throw new IllegalStateException(FILE + " cannot be read", e);
    }
  }

  private static List<Note> notes(JsonNode tone) {
    List<Note> notes = new ArrayList<>();
    tone.forEach(
        note ->
            notes.add(
                new Note(
                    note.path("hz").intValue(), Duration.ofMillis(note.path("ms").intValue()))));
    return List.copyOf(notes);
  }

  /// The notes of a tone, one after the other.
  List<Note> of(Tone tone) {
    return notes.getOrDefault(tone, List.of());
  }
}
