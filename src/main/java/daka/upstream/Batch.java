package daka.upstream;

import daka.event.Entry;
import daka.store.journal.Journal;
import java.util.List;

/// What is sent at once.
final class Batch {
  /// The most entries. Few, because a tap that needs the processor meanwhile waits until the batch
  /// is made.
  static final int MAX_ENTRIES = 100;

  /// The most characters of JSON, unless a single entry is longer.
  static final int MAX_CHARACTERS = 1_000_000;

  private Batch() {}

  /// The entries to be sent next, at least one.
  ///
  /// @param position of an entry that is not the last
  /// @throws daka.store.file.StoreException if the journal cannot be read
  static List<Entry> after(Journal journal, long position) {
    List<Entry> entries = journal.after(position, MAX_ENTRIES);
    if (entries.isEmpty()) {
      throw new IllegalStateException("the journal has lost the entries after " + position);
    }
    int size = 1;
    long characters = entries.getFirst().json().length();
    while (size < entries.size()) {
      characters += entries.get(size).json().length();
      if (characters > MAX_CHARACTERS) {
        break;
      }
      size++;
    }
    return entries.subList(0, size);
  }
}
