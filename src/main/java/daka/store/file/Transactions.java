package daka.store.file;

import java.sql.SQLException;

/// Transactions of callers that can do nothing about a failure but say what they were doing.
public final class Transactions {
  private final Database database;

  public Transactions(Database database) {
    this.database = database;
  }

  /// Runs `work` on one snapshot.
  ///
  /// @param doing what for, as in "reading the residents"
  /// @throws StoreException if it fails
  public <T> T read(String doing, SqlWork<T> work) {
    try {
      return database.read(work);
    } catch (SQLException e) {
      throw failed(doing, e);
    }
  }

  /// Runs `work` in one transaction and commits it durably.
  ///
  /// @param doing what for, as in "registering a card"
  /// @throws StoreException if it fails; nothing was written then
  public <T> T write(String doing, SqlWork<T> work) {
    try {
      return database.write(work);
    } catch (SQLException e) {
      throw failed(doing, e);
    }
  }

  /// The same for what adds to the register: it waits for an import under way.
  ///
  /// @throws StoreException if it fails; nothing was written then
  public <T> T register(String doing, SqlWork<T> work) {
    return database.changingRegister(() -> write(doing, work));
  }

  private StoreException failed(String doing, SQLException e) {
    return new StoreException(doing + " in " + database.file() + ": " + e.getMessage(), e);
  }
}
