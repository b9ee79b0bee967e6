package daka.rig;

import daka.rig.Outcome.Left;
import daka.rig.Outcome.Recorded;
import daka.rig.Outcome.Turned;
import daka.rig.Outcome.Unanswered;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What became of each tap, a line each in a file that the kiosk knows nothing of. A line is
/// written before the same person taps again, so what the checker compares with survives the end of
/// the kiosk and of the rig. Safe for use by several threads.
final class Diary implements AutoCloseable {
  private static final String TAB = "\t";

  private final Path file;
  private final FileChannel channel;
  private int lines;

  Diary(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  synchronized void write(Outcome outcome) throws IOException {
    channel.write(ByteBuffer.wrap((line(outcome) + "\n").getBytes(StandardCharsets.UTF_8)));
    lines++;
    notifyAll();
  }

  private static String line(Outcome outcome) {
    return switch (outcome) {
      case Recorded(String card, long visit, Instant at) ->
          String.join(TAB, "arrived", card, Long.toString(visit), at.toString());
      case Left(String card, long visit, Instant at) ->
          String.join(TAB, "departed", card, Long.toString(visit), at.toString());
      case Turned(String card, String answer) ->
          String.join(TAB, "turned", card, answer.replaceAll("\\s+", " "));
      case Unanswered(String card) -> String.join(TAB, "unanswered", card);
    };
  }

  /// How many taps have an outcome.
  synchronized int size() {
    return lines;
  }

  /// Waits until this many have, or for so long.
  synchronized void await(int count, long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (lines < count && left > 0) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
  }

  /// All of it, as it stands in the file.
  List<Outcome> read() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(TAB, -1);
      outcomes.add(
          switch (words[0]) {
            case "arrived" ->
                new Recorded(words[1], Long.parseLong(words[2]), Instant.parse(words[3]));
            case "departed" ->
                new Left(words[1], Long.parseLong(words[2]), Instant.parse(words[3]));
            case "turned" -> new Turned(words[1], words[2]);
            case "unanswered" -> new Unanswered(words[1]);
            default -> throw new IOException("the diary says " + line);
          });
    }
    return outcomes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
