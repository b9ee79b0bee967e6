package daka.checkin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person is known by. Part of the fingerprint, so that a phone number and a card number
/// that look alike stay apart.
public enum CardKind {
  QR,
  RFID,
  IDCARD,
  PHONE,
  NUMBER,
  /// What staff type on the board. At the door it is nothing, so nobody checks in by guessing.
  PIN;

  /// The kinds that are presented at a reader.
  public static final List<CardKind> PRESENTED = List.of(QR, RFID, IDCARD, PHONE, NUMBER);

  /// The kinds a scan is tried as, in this order, when its reader does not know the kind.
  public static final List<CardKind> WHEN_UNKNOWN = List.of(QR, RFID, NUMBER);

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /// The name used in the API and in the database.
  public String wireName() {
    return wireName;
  }

  /// The kind with this wire name, if there is one.
  public static Optional<CardKind> ofWireName(String name) {
    for (CardKind kind : values()) {
      if (kind.wireName().equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
