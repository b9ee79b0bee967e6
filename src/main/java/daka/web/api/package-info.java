/// The API as a whole, the same on both listeners, and the resources that belong to no other
/// subject.
@NullMarked
package daka.web.api;

import org.jspecify.annotations.NullMarked;
