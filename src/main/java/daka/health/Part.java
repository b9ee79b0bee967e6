package daka.health;

import org.jspecify.annotations.Nullable;

/// How one part of the kiosk is.
///
/// @param name what it is, such as `store` or `reader counter`
/// @param state whether it works
/// @param detail what it is doing, or what is wrong
/// @param cure what a person should do about it; empty if nothing
/// @param reason a word for what is wrong that the screens have a sentence for, in the languages of
///   those who stand before them; null if it does not concern them
public record Part(String name, State state, String detail, String cure, @Nullable String reason) {

  /// A part that does not concern those who stand before the screen.
  public Part(String name, State state, String detail, String cure) {
    this(name, state, detail, cure, null);
  }

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

  public static Part warning(String name, String detail, String cure, String reason) {
    return new Part(name, State.WARNING, detail, cure, reason);
  }

  public static Part failed(String name, String detail, String cure) {
    return new Part(name, State.FAILED, detail, cure);
  }
}
