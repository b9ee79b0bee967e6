/// Pictures as luminance: what a camera, a file or an upload shows, one byte a pixel.
@NullMarked
package daka.reader.image;

import org.jspecify.annotations.NullMarked;
