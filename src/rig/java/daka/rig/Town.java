package daka.rig;

import daka.upstream.Receiver;
import daka.upstream.Receiver.Answer;
import daka.upstream.Receiver.Event;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The town at the other end of a bad line. It records what comes before it answers, each `source`
/// and `id` once, and is itself not always well.
final class Town implements AutoCloseable {
  private final Receiver receiver;
  private final Line line;
  private final Random random;
  private final Set<Long> refused = new HashSet<>();
  private final AtomicReference<@Nullable Ambush> atNextBatch = new AtomicReference<>();
  private volatile int badPercent;

  private record Ambush(Runnable what, boolean stored) {}

  Town(Receiver receiver, Random random) throws IOException {
    this.receiver = receiver;
    this.random = random;
    this.line = new Line(receiver.url(), new Random(random.nextLong()));
    receiver.behave(this::mood);
  }

  /// The address to give to the kiosk.
  URI url() {
    return line.url(receiver.url().getPath());
  }

  /// Of a hundred batches so many meet with a town or a line that is not well.
  void weather(int badPercent) {
    this.badPercent = badPercent;
    line.weather(badPercent);
  }

  /// Does something when the next batch is there, and does not answer it.
  ///
  /// @param stored whether it has kept the batch before
  void atNextBatch(Runnable what, boolean stored) {
    atNextBatch.set(new Ambush(what, stored));
  }

  private Answer mood(List<Event> batch) {
    Ambush ambush = atNextBatch.getAndSet(null);
    if (ambush != null) {
      ambush.what().run();
      return new Answer.Drop(ambush.stored());
    }
    if (random.nextInt(100) >= badPercent) {
      return new Answer.Store();
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4 -> new Answer.Status(500);
      case 5 -> new Answer.Status(401);
      case 6 -> new Answer.Status(503);
      case 7 -> refuse(batch);
      case 8, 9, 10 -> new Answer.Drop(true);
      default -> new Answer.Drop(false);
    };
  }

  private synchronized Answer refuse(List<Event> batch) {
    if (batch.size() == 1) {
      refused.add(batch.getFirst().sequence());
    }
    return new Answer.Status(422);
  }

  /// The numbers of the entries that it refused for good, each of which may have been taken at
  /// another attempt.
  synchronized Set<Long> refused() {
    return Set.copyOf(refused);
  }

  List<Event> received() {
    return receiver.received();
  }

  /// How many connections met with something on the line.
  int troubles() {
    return line.troubles();
  }

  /// How often an event came that was already there.
  long duplicates() {
    return receiver.duplicates();
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
