package daka.config;

import daka.config.text.Edit;
import daka.config.text.Place;
import daka.config.text.TomlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The config of a kiosk that nobody has written one for: it starts by that, and the office is
/// reached over the LAN. Written once; from then on the file is people's and the office's.
///
/// @param file what is written if it is not there
/// @param example a config with a word for each setting, and one reader
public record FirstConfig(Path file, Path example) {
  private static final Place CENTRE = Place.of("centre");
  private static final String READER = "reader";

  private static final String ABOVE =
      """
      # Written by the first start of this kiosk. It is never written anew: from now on people and the office change it.
      # Two things belong to this centre alone, and should be set before the first visit: centre.id and centre.name.

      """;
  private static final String FOUND =
      """

      # What was plugged in when this file was written, each as a reader that is off. Take away the "#" to use it.
      """;

  /// What is plugged in and may be a reader.
  ///
  /// @param kind of reader, as the config calls it
  /// @param name what the device calls itself; may be empty, and is not to be trusted
  public record Proposal(String kind, String device, String name) {}

  /// Whether there is a config.
  public boolean isThere() {
    return Files.exists(file);
  }

  /// Writes it whole or not at all.
  ///
  /// @throws IOException if it cannot be written, or the example is not what it should be
  public void write(List<Proposal> found) throws IOException {
    new WholeFile(file.toAbsolutePath())
        .write(text(Files.readString(example), found).getBytes(StandardCharsets.UTF_8));
  }

  private String text(String pattern, List<Proposal> found) throws IOException {
    String text =
        changed(
            pattern,
            List.of(
                new Edit.Put(CENTRE, "id", "centre"),
                new Edit.Put(CENTRE, "name", "邻里中心"),
                new Edit.DropTable(Place.of(READER, 0)),
                new Edit.Put(Place.of("lan"), "listen", "0.0.0.0:8443")));
    StringBuilder whole = new StringBuilder(ABOVE).append(text);
    if (!found.isEmpty()) {
      whole.append(FOUND);
    }
    for (int i = 0; i < found.size(); i++) {
      whole.append('\n').append(block(found.get(i), i + 1));
    }
    return whole.toString();
  }

  private String block(Proposal proposal, int number) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", READER + "-" + number);
    values.put("kind", proposal.kind());
    values.put("device", proposal.device());
    String block =
        changed(
            "",
            List.of(new Edit.AddTable(READER, values), new Edit.DropTable(Place.of(READER, 0))));
    return proposal.name().isBlank()
        ? block
        : "# " + Printable.line(proposal.name()) + "\n" + block;
  }

  private String changed(String text, List<Edit> edits) throws IOException {
    return switch (TomlText.change(text, edits)) {
      case TomlText.Changed(String changed) -> changed;
      case TomlText.Unchangeable(String reason) -> throw new IOException(example + ": " + reason);
    };
  }
}
