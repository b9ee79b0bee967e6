/// The SQLite file: visits, the journal, residents, cards and rooms. The only package that knows
/// JDBC.
@NullMarked
package daka.store;

import org.jspecify.annotations.NullMarked;
