package daka.health;

/// How one part of the kiosk is.
///
/// @param name what it is, such as `store` or `reader counter`
/// @param state whether it works
/// @param detail what it is doing, or what is wrong
/// @param cure what a person should do about it; empty if nothing
public record Part(String name, State state, String detail, String cure) {

  /// Whether a part works.
  public enum State {
    /// It does what it should.
    OK,
    /// It works, but a person should look at it.
    WARNING,
    /// It does not work.
    FAILED
  }

  public static Part ok(String name, String detail) {
    return new Part(name, State.OK, detail, "");
  }

  public static Part warning(String name, String detail, String cure) {
    return new Part(name, State.WARNING, detail, cure);
  }

  public static Part failed(String name, String detail, String cure) {
    return new Part(name, State.FAILED, detail, cure);
  }
}
