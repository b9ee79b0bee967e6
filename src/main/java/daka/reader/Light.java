package daka.reader;

/// Whether a camera has the light that it needs to read a code.
enum Light {
  RIGHT,
  DARK,
  GLARE
}
