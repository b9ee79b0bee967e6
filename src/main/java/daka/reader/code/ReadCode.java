package daka.reader.code;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.reader.ScanReceiver;
import org.jspecify.annotations.Nullable;

/// A code that was read.
public sealed interface ReadCode {

  /// What tells it from other codes in view.
  String seen();

  /// @param kind QR; null for bars, which hold the number of a card of whatever kind, as they do
  ///   for a scanner that types
  record Text(@Nullable CardKind kind, String text) implements ReadCode {
    @Override
    public String seen() {
      return text;
    }
  }

  /// A QR code that is a part of several; see [QrContent.Part].
  record Part(int number, int of) implements ReadCode {
    @Override
    public String seen() {
      return "part %d of %d".formatted(number, of);
    }
  }

  /// Hands it to the desk.
  ///
  /// @param reader the id of the reader
  /// @param room the room it stands in, or null
  default void present(String reader, @Nullable String room, ScanReceiver desk) {
    switch (this) {
      case Text(@Nullable CardKind kind, String text) ->
          desk.scan(new Scan(reader, room, kind, text));
      case Part _ -> desk.partOfCode(reader);
    }
  }

  static ReadCode of(QrContent content) {
    return switch (content) {
      case QrContent.Text(String text) -> new Text(CardKind.QR, text);
      case QrContent.Part(int number, int of) -> new Part(number, of);
    };
  }
}
