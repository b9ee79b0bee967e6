package daka.reader.card;

/// A card was taken away before it was read, or lies where the field is too weak.
public final class TagLostException extends Exception {
  private static final long serialVersionUID = 1;

  public TagLostException(String message) {
    super(message);
  }
}
