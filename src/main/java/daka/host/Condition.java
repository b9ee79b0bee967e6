package daka.host;

/// How one side of the machine is.
///
/// @param name what it is, such as `disk`
/// @param level whether a person has to look at it
/// @param detail what was found
/// @param cure what a person should do about it; empty if nothing
public record Condition(String name, Level level, String detail, String cure) {

  /// How bad it is.
  public enum Level {
    OK,
    /// The kiosk works, but somebody should look at it.
    WARNING,
    /// The kiosk cannot work like this.
    FAILED
  }
}
