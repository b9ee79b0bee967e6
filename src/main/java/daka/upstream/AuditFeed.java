package daka.upstream;

import daka.event.Entry;
import java.util.List;

/// The audit log as [SyslogForwarder] reads it, and how far it has come. What it throws says that
/// the store cannot be read or written, and is tried again.
public interface AuditFeed {

  /// The number of the last entry that the other machine has; 0 if none.
  long position();

  /// The entries after this number, oldest first.
  List<Entry> after(long number, int limit);

  /// The other machine has all entries up to this number.
  void advance(long number);

  /// The key that makes the pseudonyms of those who did something; the same for as long as the
  /// store lives.
  byte[] key();
}
