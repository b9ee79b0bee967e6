package daka.reader;

import daka.health.Part;

/// A device that produces scans.
///
/// A reader with a device has one platform thread, named `reader ID`. A device that is missing or
/// unplugged is looked for until it is back, and [#health()] says meanwhile what is missing and the
/// cure. Nothing that a device sends ends the thread.
public interface Reader extends AutoCloseable {

  /// The id of the reader in the config.
  String id();

  /// Begins to hand what is presented to `desk`, and returns at once. `desk` is called on the
  /// reader's thread, one call at a time; what it throws is logged and otherwise ignored.
  ///
  /// @throws IllegalStateException if this reader was started before
  void start(ScanReceiver desk);

  /// How the device is now: [Part.State#WARNING] until it has been tried for the first time, then
  /// [Part.State#OK] or [Part.State#FAILED], or a warning with a reason if it works and yet cannot
  /// read what is presented. The part is named `reader ID`.
  Part health();

  /// Lets go of the device and ends the thread. Returns when the thread has ended, or after 5 s if
  /// the desk does not return. Nothing is handed to the desk afterwards.
  @Override
  void close();
}
