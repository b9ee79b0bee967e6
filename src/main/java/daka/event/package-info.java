/// A journal entry as anybody can prove it who holds the log: its canonical text, its hash, and
/// what it does to a visit. Knows no SQL and no HTTP.
@NullMarked
package daka.event;

import org.jspecify.annotations.NullMarked;
