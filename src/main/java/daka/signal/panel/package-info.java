/// The small displays at the doors of rooms, on an I²C bus: how full the room is, in letters or
/// drawn dot by dot. Neither kind of display says that it lost what it shows, so all is written
/// anew every ten seconds.
///
/// Decided here:
/// - **Panels are drawn by Java2D** with a font of the system, dot by dot, and not from a table of
///   glyphs. AWT is loaded only where an OLED panel answers. Noto, which the pages need anyway, is
///   clear from 17 dots on and legible at 16; Unifont is crisper, but at that one size only.
@NullMarked
package daka.signal.panel;

import org.jspecify.annotations.NullMarked;
