package daka;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.ConsoleWriter;
import org.tinylog.writers.Writer;

/// Tinylog's console writer, which writes warnings and errors only while the disk is nearly full:
/// what it writes ends in systemd's journal, on the same disk as the visits. Made by tinylog, as
/// `tinylog.properties` asks.
public final class SparingWriter implements Writer {
  private static volatile boolean sparing;

  private final ConsoleWriter console;

  /// @param properties those of the console writer
  public SparingWriter(Map<String, String> properties) {
    console = new ConsoleWriter(properties);
  }

  /// Whether to leave out what is no warning, from now on.
  static void spare(boolean yes) {
    sparing = yes;
  }

  static boolean isSparing() {
    return sparing;
  }

  @Override
  public Collection<LogEntryValue> getRequiredLogEntryValues() {
    Collection<LogEntryValue> values = EnumSet.copyOf(console.getRequiredLogEntryValues());
    values.add(LogEntryValue.LEVEL);
    return values;
  }

  @Override
  public void write(LogEntry entry) {
    if (!sparing || entry.getLevel().compareTo(Level.WARN) >= 0) {
      console.write(entry);
    }
  }

  @Override
  public void flush() {
    console.flush();
  }

  @Override
  public void close() {
    console.close();
  }
}
