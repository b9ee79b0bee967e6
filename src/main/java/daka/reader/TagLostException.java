package daka.reader;

/// A card was taken away before it was read, or lies where the field is too weak.
final class TagLostException extends Exception {
  private static final long serialVersionUID = 1;

  TagLostException(String message) {
    super(message);
  }
}
