package daka.store.rescue;

/// Counts the rows that one thread reads, for another that is curious: it sees them a little later.
final class RowsRead {
  private long rows;

  void one() {
    rows++;
  }

  long get() {
    return rows;
  }
}
