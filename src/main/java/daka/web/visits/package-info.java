/// The visit log, who is here now, and what staff do about visits.
@NullMarked
package daka.web.visits;

import org.jspecify.annotations.NullMarked;
