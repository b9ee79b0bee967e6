package daka.checkin;

import org.jspecify.annotations.Nullable;

/// One presentation of a payload at a reader.
///
/// The payload identifies a person and must never reach a log, so it is left out of [#toString()].
///
/// @param reader the id of the reader in the config
/// @param room the room the reader stands in, or null at the centre's entrance
/// @param kind what kind of card was read, or null when the reader cannot tell
/// @param payload what the card says, as read; see [#isReadable()]
public record Scan(String reader, @Nullable String room, @Nullable CardKind kind, String payload) {

  /// The longest payload that is looked up: the capacity of a QR code in alphanumeric mode (ISO/IEC
  /// 18004, version 40-L).
  public static final int MAX_PAYLOAD = 4_296;

  /// Whether this can be a card: of a kind that is presented, with a payload of 1 to [#MAX_PAYLOAD]
  /// characters, not blank, no control characters and no half of a surrogate pair.
  public boolean isReadable() {
    return (kind == null || CardKind.PRESENTED.contains(kind))
        && !payload.isBlank()
        && payload.length() <= MAX_PAYLOAD
        && payload
            .codePoints()
            .noneMatch(
                c -> Character.isISOControl(c) || c == 0xFFFD || (c >= 0xD800 && c <= 0xDFFF));
  }

  @Override
  public String toString() {
    return "Scan[reader=" + reader + ", room=" + room + ", kind=" + kind + "]";
  }
}
