/// The API's description as a measure: what it says of each operation, whether each answer that a
/// test gets is so, and requests that are made out of it.
@NullMarked
package daka.web.described;

import org.jspecify.annotations.NullMarked;
