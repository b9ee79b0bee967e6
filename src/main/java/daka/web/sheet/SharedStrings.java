package daka.web.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// The texts that cells refer to by number.
final class SharedStrings {
  private static final String PART = "xl/sharedStrings.xml";

  /// In bytes on the heap, about.
  private static final long MOST = 24L << 20;

  private static final int OVERHEAD = 56;

  private final List<String> texts = new ArrayList<>();

  static SharedStrings of(ZipParts parts)
      throws IOException, XMLStreamException, UnreadableSheetException {
    SharedStrings strings = new SharedStrings();
    try (SheetXml xml = SheetXml.open(parts, PART)) {
      if (xml != null) {
        strings.read(xml);
      }
    }
    return strings;
  }

  private void read(SheetXml xml) throws XMLStreamException, UnreadableSheetException {
    StringBuilder text = new StringBuilder();
    long weight = 0;
    while (xml.next()) {
      if (xml.begins("si")) {
        text.setLength(0);
        xml.text(text);
        texts.add(text.toString());
        weight += OVERHEAD + 2L * text.length();
        if (weight > MOST) {
          throw UnreadableSheetException.of(
              "holds more text than a list of residents has", "split it into several");
        }
      }
    }
  }

  /// The text with this number, or null if there is none.
  @Nullable String get(int number) {
    return number >= 0 && number < texts.size() ? texts.get(number) : null;
  }
}
