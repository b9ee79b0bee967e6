package daka.store.file;

import java.sql.Connection;
import java.sql.SQLException;

/// Work on a connection, within a transaction that somebody else begins and ends.
@FunctionalInterface
public interface SqlWork<T> {
  T on(Connection connection) throws SQLException;
}
