/// The API's description as a measure: what it says of each operation.
@NullMarked
package daka.web.described;

import org.jspecify.annotations.NullMarked;
