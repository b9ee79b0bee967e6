package daka.device;

import daka.health.Part;

/// A device cannot be used. The message says which one and why.
public final class DeviceException extends Exception {
  private static final long serialVersionUID = 1;

  private final String cure;
  private final boolean passing;

  /// @param cure what a person should do about it
  public DeviceException(String message, String cure) {
    this(message, cure, false);
  }

  private DeviceException(String message, String cure, boolean passing) {
    super(message);
    this.cure = cure;
    this.passing = passing;
  }

  /// What often passes by itself, as when something else has not started yet: a warning and no
  /// failure.
  ///
  /// @param cure what a person should do about it if it does not pass
  public static DeviceException passing(String message, String cure) {
    return new DeviceException(message, cure, true);
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public String cure() {
    return cure;
  }

  /// What the health page tells of it.
  Part part(String name) {
    return passing ? Part.warning(name, message(), cure) : Part.failed(name, message(), cure);
  }
}
