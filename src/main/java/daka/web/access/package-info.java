/// Who may what: bearer tokens, unlocked pages, people who have signed in, and what makes guessing
/// at tokens, PINs and passwords slow.
@NullMarked
package daka.web.access;

import org.jspecify.annotations.NullMarked;
