package daka.reader.image;

/// What an image file turned out to be.
public sealed interface Picture {

  /// An image.
  record Decoded(Luminance luminance) implements Picture {}

  /// Not an image that is read here.
  ///
  /// @param reason what is wrong with it and what to send instead, for the person who sent it
  record NotAnImage(String reason) implements Picture {}
}
