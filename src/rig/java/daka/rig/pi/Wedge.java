package daka.rig.pi;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// A keyboard that is plugged in: what a scanner or card reader of kind `keyboard` is to Linux.
/// Closing pulls it out too.
public final class Wedge implements AutoCloseable {
  /// Event types and codes of `linux/input-event-codes.h`.
  public static final int EV_SYN = 0;

  public static final int EV_KEY = 1;

  private final Agent.Connection connection;
  private final String node;

  Wedge(Agent agent, String name) throws IOException {
    connection = agent.open("keyboard " + name);
    node = connection.ok();
  }

  /// Its node, such as `/dev/input/event3`.
  public String node() {
    return node;
  }

  /// From now on it types as fast as this.
  ///
  /// @param micros between two reports; 1,000 unless set, as over USB at full speed
  public void pace(int micros) throws IOException {
    connection.send("pace " + micros + "\n");
  }

  /// Types a text as a scanner with the US layout does; `\n` is Enter.
  public void type(String text) throws IOException {
    StringBuilder events = new StringBuilder();
    text.chars().forEach(character -> Keys.type(events, (char) character));
    send(events);
  }

  /// Presses keys one after the other, then lets go of them in reverse.
  ///
  /// @param codes such as those of Ctrl, Alt and Delete
  public void chord(int... codes) throws IOException {
    StringBuilder events = new StringBuilder();
    for (int code : codes) {
      Keys.event(events, code, Keys.DOWN);
    }
    for (int i = codes.length - 1; i >= 0; i--) {
      Keys.event(events, codes[i], Keys.UP);
    }
    send(events);
  }

  /// One event as it is, without the report that ends it.
  public void event(int type, int code, int value) throws IOException {
    connection.send(type + " " + code + " " + value + "\n");
  }

  private void send(CharSequence events) throws IOException {
    connection.send(events.toString());
  }

  /// Returns when all that was sent is in the machine's kernel.
  ///
  /// @return the longest pause within what was sent since the last time, on the machine's clock
  public Duration await() throws IOException {
    connection.send(".\n");
    return Duration.of(Long.parseLong(connection.ok()), ChronoUnit.MICROS);
  }

  /// Pulls it out after what it was told to type before.
  ///
  /// @return how long it had been silent, on the machine's clock
  public Duration pullOut() throws IOException {
    connection.send("pull\n");
    return Duration.of(Long.parseLong(connection.ok()), ChronoUnit.MICROS);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
