package daka.pi;

/// What a pin has, or is given.
public enum Level {
  /// 0 V.
  LOW,
  /// 3.3 V.
  HIGH;

  public Level opposite() {
    return this == LOW ? HIGH : LOW;
  }
}
