/// Residents and their cards, and what helps staff to find one.
@NullMarked
package daka.web.register;

import org.jspecify.annotations.NullMarked;
