package daka.signal.panel;

/// A rectangle of dots.
///
/// @param x its leftmost column
/// @param y its topmost row
record DotBox(int x, int y, int width, int height) {}
