package daka.screen;

/// A rectangle of dots.
///
/// @param x its leftmost column
/// @param y its topmost row
record Box(int x, int y, int width, int height) {}
