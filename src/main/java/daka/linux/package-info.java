/// Calls to Linux that Java has no words for. The only package that knows java.lang.foreign, but
/// for memory that is handed through.
///
/// Start reading at [Node].
@NullMarked
package daka.linux;

import org.jspecify.annotations.NullMarked;
