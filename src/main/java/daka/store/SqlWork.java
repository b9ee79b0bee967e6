package daka.store;

import java.sql.Connection;
import java.sql.SQLException;

/// Work on a connection, within a transaction that somebody else begins and ends.
@FunctionalInterface
interface SqlWork<T> {
  T on(Connection connection) throws SQLException;
}
