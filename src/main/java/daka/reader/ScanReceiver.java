package daka.reader;

import daka.checkin.Scan;

/// Takes what a reader reads.
public interface ScanReceiver {

  /// A payload was presented.
  void scan(Scan scan);

  /// Something was presented that is not text: bytes that are not UTF-8, or more of them than any
  /// card holds.
  ///
  /// @param reader the id of the reader
  void unreadable(String reader);

  /// A code was presented that is one of several which only together hold a text.
  ///
  /// @param reader the id of the reader
  default void partOfCode(String reader) {
    unreadable(reader);
  }
}
