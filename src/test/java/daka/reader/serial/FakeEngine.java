package daka.reader.serial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A scan engine at the other end of a cable: it knows some commands, and what real ones reply to
/// them. Bytes are written in hexadecimal.
final class FakeEngine implements AutoCloseable {
  private final Pty cable;
  private final Map<String, String> replies;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger bytes = new AtomicInteger();

  FakeEngine(Pty cable, Map<String, String> replies) {
    this.cable = cable;
    this.replies = replies;
    Thread.ofPlatform().daemon().name("fake engine").start(this::run);
  }

  private void run() {
    try (InputStream in = cable.told()) {
      StringBuilder command = new StringBuilder();
      for (int next = in.read(); next >= 0; next = in.read()) {
        bytes.incrementAndGet();
        command.append(HexFormat.of().withUpperCase().toHexDigits((byte) next));
        if (answer(command.toString())) {
          command.setLength(0);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // The cable was pulled out.
    }
  }

  /// Replies to the command that ends here, if one does. What came before it may be the beginning
  /// of one that was given up in the midst of it.
  private boolean answer(String said) {
    for (Map.Entry<String, String> known : replies.entrySet()) {
      if (said.endsWith(known.getKey())) {
        told.add(known.getKey());
        cable.send(HexFormat.of().parseHex(known.getValue()));
        return true;
      }
    }
    return false;
  }

  /// The commands it was told, in order.
  List<String> told() {
    return told;
  }

  /// How many bytes it was told.
  int bytes() {
    return bytes.get();
  }

  void scan(String line) {
    cable.send(line);
  }

  @Override
  public void close() {
    cable.close();
  }
}
