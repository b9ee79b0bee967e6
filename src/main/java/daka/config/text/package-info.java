/// Changes single values and tables in a TOML text, as a person would who opens the file: comments,
/// order and line ends stay as they are.
///
/// Decided here:
/// - **What is switched off stays readable**: a key or a table that is dropped gets a `#` before
///   its lines, and one that is put takes the place of such a line if there is one, so that its
///   words beside it are used again.
/// - **Each change proves itself**: the text is read before and after by the parser that the config
///   is read by, and unless exactly what was meant has changed, nothing has.
@NullMarked
package daka.config.text;

import org.jspecify.annotations.NullMarked;
