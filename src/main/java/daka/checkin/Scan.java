package daka.checkin;

import org.jspecify.annotations.Nullable;

/// One presentation of a card at a reader.
///
/// What was presented identifies a person and must never reach a log, so it is left out of
/// [#toString()].
///
/// @param reader the id of the reader in the config
/// @param room the room the reader stands in, or null at the centre's entrance
/// @param presented what was read
public record Scan(String reader, @Nullable String room, Presented presented) {

  /// The longest payload that is looked up: the capacity of a QR code in alphanumeric mode (ISO/IEC
  /// 18004, version 40-L).
  public static final int MAX_PAYLOAD = 4_296;

  /// What a reader has read.
  public sealed interface Presented {

    /// Text that the desk makes fingerprints of.
    ///
    /// @param kind what kind of card was read, or null when the reader cannot tell
    /// @param text what the card says; the frame that a reader puts around it is taken away
    record Payload(@Nullable CardKind kind, String text) implements Presented {
      public Payload {
        text = VisibleText.withoutFrame(text);
      }

      @Override
      public String toString() {
        return "Payload[kind=" + kind + "]";
      }
    }

    /// An ID card that a security module has vouched for. Its number became the fingerprint where
    /// it was read, and nobody else has seen it.
    ///
    /// @param number of kind [CardKind#IDCARD]
    record IdCard(CardDigest number) implements Presented {
      public IdCard {
        if (number.kind() != CardKind.IDCARD) {
          throw new IllegalArgumentException(
              "an ID card has a fingerprint of that kind, not of " + number.kind());
        }
      }

      @Override
      public String toString() {
        return "IdCard";
      }
    }
  }

  /// A scan of text; see [Presented.Payload].
  public Scan(String reader, @Nullable String room, @Nullable CardKind kind, String payload) {
    this(reader, room, new Presented.Payload(kind, payload));
  }

  /// Whether this can be a card: text of a kind that is presented, with 1 to [#MAX_PAYLOAD]
  /// characters that people see, no control characters and no half of a surrogate pair.
  public boolean isReadable() {
    return switch (presented) {
      case Presented.Payload(@Nullable CardKind kind, String text) ->
          (kind == null || CardKind.PRESENTED.contains(kind)) && PayloadForms.isReadable(text);
      case Presented.IdCard _ -> true;
    };
  }

  /// What it proves if it is registered as a card of this kind.
  Evidence evidence(CardKind kind) {
    return switch (presented) {
      case Presented.Payload _ -> Evidence.ofPayload(kind);
      case Presented.IdCard _ -> Evidence.IDCARD;
    };
  }

  @Override
  public String toString() {
    return "Scan[reader=" + reader + ", room=" + room + ", " + presented + "]";
  }
}
