package daka.signal;

/// The kinds of what is heard, by their names in `kiosk/sounds/tones.json`.
enum Tone {
  /// A visit began or goes on.
  ACCEPTED("accepted"),
  /// A visit ended.
  LEFT("left"),
  /// Nothing was recorded.
  REFUSED("refused"),
  /// The staff are called.
  CALLED("called");

  private final String key;

  Tone(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  /// The tone of a decision in its wire name, as the pages choose it.
  static Tone of(String decision) {
    return switch (decision) {
      case "arrived", "moved", "already-in", "undone", "recorded" -> ACCEPTED;
      case "departed" -> LEFT;
      default -> REFUSED;
    };
  }
}
