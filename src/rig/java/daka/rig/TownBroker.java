package daka.rig;

import daka.upstream.Broker;
import daka.upstream.Receiver.Event;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// The town's broker, a mosquitto of its own, at the other end of a bad line, and a [Subscriber]
/// who listens to it. It can be killed and stopped in mid-stream.
///
/// A broker loses in a kill what it has only in memory, also what it acknowledged. mosquitto writes
/// its queues to the disk from time to time, which is after the acknowledgement at best, so that
/// what is lost would be lost by the broker, and the kiosk would be blamed for it. Hence before it
/// is killed the line is held, so that no further acknowledgement comes to the kiosk, and it lives
/// until the subscriber has every event of which the kiosk knows that it is acknowledged. All else
/// may be lost: the kiosk must send it again. Only the session of the subscriber has to outlive the
/// kill, and is on the disk from the beginning.
final class TownBroker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LOOK_AGAIN_MILLIS = 10;

  private final Broker broker;
  private final Subscriber subscriber;
  private final BrokerLine line;
  private int kills;

  /// @param folder for what it keeps; new
  static TownBroker open(Path folder, Random random) throws Exception {
    Files.createDirectories(folder);
    Broker broker =
        new Broker(
            folder,
            "allow_anonymous true",
            "persistence true",
            "persistence_location " + folder + "/",
            "autosave_interval 0");
    try {
      Subscriber subscriber = new Subscriber(broker.port());
      keepSession(broker, folder.resolve("mosquitto.db"));
      return new TownBroker(broker, subscriber, new BrokerLine(broker.port(), random));
    } catch (Exception e) {
      broker.close();
      throw e;
    }
  }

  /// It writes this file when it is told to, and never by itself.
  private static void keepSession(Broker broker, Path file)
      throws IOException, InterruptedException {
    broker.signal("USR1");
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(file)) {
      if (System.nanoTime() > until) {
        throw new IOException("mosquitto did not write " + file);
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private TownBroker(Broker broker, Subscriber subscriber, BrokerLine line) {
    this.broker = broker;
    this.subscriber = subscriber;
    this.line = line;
  }

  /// The address to give to the kiosk.
  URI url() {
    return line.url();
  }

  /// See [BrokerLine#weather].
  void weather(int badPercent) {
    line.weather(badPercent);
  }

  /// See [BrokerLine#atNextEvent].
  void atNextEvent(Runnable what, boolean passed) {
    line.atNextEvent(what, passed);
  }

  void nothingAtNextEvent() {
    line.nothingAtNextEvent();
  }

  /// SIGKILL, also while it is stopped. Ends all connections.
  void kill() throws InterruptedException {
    hold();
    broker.kill();
    line.cut();
    kills++;
  }

  void restart() throws Exception {
    broker.restart();
  }

  /// SIGSTOP: it keeps its connections, and neither reads nor answers.
  void stop() throws IOException, InterruptedException {
    hold();
    broker.signal("STOP");
  }

  /// SIGCONT.
  void goOn() throws IOException, InterruptedException {
    broker.signal("CONT");
    line.release();
  }

  /// From now on the kiosk is told of no further acknowledgement, and the subscriber has all of
  /// which it was.
  void hold() throws InterruptedException {
    line.hold();
    settle();
  }

  /// Waits until the subscriber has all of which the kiosk knows that it is acknowledged.
  ///
  /// @throws IllegalStateException if the broker has lost something of it
  void settle() throws InterruptedException {
    awaitReceived(acknowledged());
  }

  /// Waits until the subscriber has these.
  ///
  /// @throws IllegalStateException if they do not come
  void awaitReceived(Collection<Event> events) throws InterruptedException {
    subscriber.await(events);
  }

  /// The events that the kiosk knows to be acknowledged.
  Set<Event> acknowledged() {
    return line.acknowledged();
  }

  /// What came, in order, each event once.
  List<Event> received() {
    return subscriber.received();
  }

  /// How often an event came that was already there.
  long duplicates() {
    return subscriber.duplicates();
  }

  /// How often a connection met with something on the line.
  int troubles() {
    return line.troubles();
  }

  int kills() {
    return kills;
  }

  @Override
  public void close() throws IOException {
    line.close();
    subscriber.close();
    broker.close();
  }
}
