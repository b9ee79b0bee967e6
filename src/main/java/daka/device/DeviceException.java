package daka.device;

/// A device cannot be used. The message says which one and why.
public final class DeviceException extends Exception {
  private static final long serialVersionUID = 1;

  private final String cure;

  /// @param cure what a person should do about it
  public DeviceException(String message, String cure) {
    super(message);
    this.cure = cure;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public String cure() {
    return cure;
  }
}
