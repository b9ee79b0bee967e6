/// How far the receivers of the journal have it, seen and put right in the office.
@NullMarked
package daka.web.forwarding;

import org.jspecify.annotations.NullMarked;
