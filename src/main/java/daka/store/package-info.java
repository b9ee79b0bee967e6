/// The SQLite file and all that is kept in it. Its rooms are the only packages that know JDBC.
@NullMarked
package daka.store;

import org.jspecify.annotations.NullMarked;
