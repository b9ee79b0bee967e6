package daka.reader;

/// A device cannot be used. The message says which one and why.
final class DeviceException extends Exception {
  private static final long serialVersionUID = 1;

  private final String cure;

  /// @param cure what a person should do about it
  DeviceException(String message, String cure) {
    super(message);
    this.cure = cure;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  String cure() {
    return cure;
  }
}
