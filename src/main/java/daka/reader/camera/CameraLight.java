package daka.reader.camera;

/// Whether a camera has the light that it needs to read a code.
enum CameraLight {
  RIGHT,
  DARK,
  GLARE
}
