/// What is asked for about one person: consents and family, the merging of two who are one, all of
/// their data, and its erasure.
@NullMarked
package daka.web.person;

import org.jspecify.annotations.NullMarked;
