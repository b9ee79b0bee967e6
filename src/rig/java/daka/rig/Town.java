package daka.rig;

import daka.upstream.Broker;
import daka.upstream.Receiver;
import daka.upstream.Receiver.Answer;
import daka.upstream.Receiver.Event;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The town at the other end of a bad line, by HTTP, and by MQTT too where it has a broker. It
/// records what comes before it answers, each `source` and `id` once, and is itself not always
/// well.
public final class Town implements AutoCloseable {
  private final Receiver receiver;
  private final Line line;
  private final @Nullable TownBroker broker;
  private final Random random;
  private final Set<Long> refused = new HashSet<>();
  private final AtomicReference<@Nullable Ambush> atNextBatch = new AtomicReference<>();
  private volatile int badPercent;

  private record Ambush(Runnable what, boolean stored) {}

  /// One that is reached by HTTP alone.
  public static Town byHttp(Receiver receiver, long seed) throws IOException {
    Random random = new Random(seed);
    return new Town(
        receiver, new Line(receiver.url(), new Random(random.nextLong())), null, random);
  }

  /// One with a broker, or without one where mosquitto is not installed.
  ///
  /// @param folder for what the broker keeps
  public static Town byHttpAndMqtt(Receiver receiver, Path folder, long seed) throws Exception {
    if (Broker.cannot().isPresent()) {
      return byHttp(receiver, seed);
    }
    Random random = new Random(seed);
    Line line = new Line(receiver.url(), new Random(random.nextLong()));
    TownBroker broker = TownBroker.open(folder, new Random(random.nextLong()));
    return new Town(receiver, line, broker, random);
  }

  private Town(Receiver receiver, Line line, @Nullable TownBroker broker, Random random) {
    this.receiver = receiver;
    this.line = line;
    this.broker = broker;
    this.random = random;
    receiver.behave(this::mood);
  }

  /// The ways by which it is reached.
  List<Route> routes() {
    return broker == null ? List.of(Route.HTTP) : List.of(Route.HTTP, Route.MQTT);
  }

  /// The address to give to the kiosk.
  URI url() {
    return line.url(receiver.url().getPath());
  }

  /// @throws IllegalStateException if it has none
  TownBroker broker() {
    if (broker == null) {
      throw new IllegalStateException("this town has no broker");
    }
    return broker;
  }

  /// Of a hundred batches so many meet with a town or a line that is not well.
  void weather(int badPercent) {
    this.badPercent = badPercent;
    line.weather(badPercent);
    if (broker != null) {
      broker.weather(badPercent);
    }
  }

  /// Does something when something is sent to it next. It is not answered, but by a broker that has
  /// it.
  ///
  /// @param stored whether it is kept all the same
  void atNextSend(Route route, Runnable what, boolean stored) {
    switch (route) {
      case HTTP -> atNextBatch.set(new Ambush(what, stored));
      case MQTT -> broker().atNextEvent(what, stored);
    }
  }

  /// What was to be done then is not, if it was not by now.
  void nothingAtNextSend() {
    atNextBatch.set(null);
    if (broker != null) {
      broker.nothingAtNextEvent();
    }
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
  /// another attempt. A broker refuses none.
  synchronized Set<Long> refused(Route route) {
    return switch (route) {
      case HTTP -> Set.copyOf(refused);
      case MQTT -> Set.of();
    };
  }

  /// Waits until all is there that the kiosk knows to be acknowledged.
  void settle() throws InterruptedException {
    if (broker != null) {
      broker.settle();
    }
  }

  /// What came by this way, in order, each event once.
  List<Event> received(Route route) {
    return switch (route) {
      case HTTP -> receiver.received();
      case MQTT -> broker().received();
    };
  }

  /// How many connections met with something on the line, and how often an event came that was
  /// already there.
  public String inShort() {
    String words =
        "%,d connections met with something on the line, %,d events came again and were known"
            .formatted(line.troubles(), receiver.duplicates());
    return broker == null
        ? words
        : "by HTTP %s; by MQTT %,d and %,d, and the broker was killed %d times"
            .formatted(words, broker.troubles(), broker.duplicates(), broker.kills());
  }

  @Override
  public void close() throws IOException {
    line.close();
    if (broker != null) {
      broker.close();
    }
  }
}
