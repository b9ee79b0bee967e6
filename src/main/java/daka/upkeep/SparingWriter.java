package daka.upkeep;

import daka.host.OutOfMemory;
import daka.host.RecentLog;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.pattern.FormatPatternParser;
import org.tinylog.pattern.Token;
import org.tinylog.writers.ConsoleWriter;
import org.tinylog.writers.Writer;

/// Tinylog's console writer, which writes warnings and errors only while the disk is nearly full:
/// what it writes ends in systemd's journal, on the same disk as the visits. All of it is kept for
/// a day in [RecentLog]. Every part and library logs what it caught, so here it is seen that memory
/// is used up, see [OutOfMemory]. Made by tinylog, as `tinylog.properties` asks.
public final class SparingWriter implements Writer {
  private static volatile boolean sparing;

  private final ConsoleWriter console;
  private final Token format;

  /// @param properties those of the console writer
  public SparingWriter(Map<String, String> properties) {
    console = new ConsoleWriter(properties);
    String pattern = properties.getOrDefault("format", "{level} {message}");
    format = new FormatPatternParser(properties.get("exception")).parse(pattern);
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
    values.add(LogEntryValue.EXCEPTION);
    return values;
  }

  @Override
  public void write(LogEntry entry) {
    if (!sparing || entry.getLevel().compareTo(Level.WARN) >= 0) {
      console.write(entry);
    }
    OutOfMemory.endIfMeant(entry.getException());
    RecentLog.ofProgram().add(Instant.now(), rendered(entry));
  }

  private String rendered(LogEntry entry) {
    StringBuilder text = new StringBuilder();
    format.render(entry, text);
    return text.toString();
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
