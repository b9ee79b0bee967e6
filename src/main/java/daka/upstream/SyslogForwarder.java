package daka.upstream;

import daka.event.Entry;
import daka.health.Part;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tinylog.Logger;

/// Sends the audit log to another machine by syslog, in order, each entry at least once: what was
/// under way when the line was cut is sent again, and known by its number. The cursor moves once
/// the receiver has read a batch; see [SyslogConnection].
///
/// Runs in one thread of its own.
public final class SyslogForwarder implements AutoCloseable {
  private static final String NAME = "syslog";
  private static final int BATCH = 200;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /// Failures in a row. A receiver that comes and goes must not fill the disk with logs.
  private static final int WORTH_LOGGING = 3;

  private static final Duration ENDING = Duration.ofSeconds(5);
  private static final String CURE =
      "Check audit.syslog and audit.syslog-ca in the config, the network, and the receiver: it has"
          + " to take RFC 5424 by TLS and to close a connection that the kiosk has ended. Nothing"
          + " is lost: what waits is sent when it is back.";

  private final AuditFeed feed;
  private final URI url;
  private final String host;
  private final SyslogConnection connection;
  private final Pause pause;
  private final BackOff backOff;
  private final Thread thread;
  private volatile boolean closing;
  private volatile Part health;
  private int failures;

  /// @param url `tls://HOST:PORT`, the port 6514 if there is none
  /// @param host what the messages call this kiosk
  /// @param clock what the dates of certificates are compared with
  /// @param random where the jitter comes from
  public SyslogForwarder(
      AuditFeed feed,
      URI url,
      Tls tls,
      String host,
      Pause pause,
      InstantSource clock,
      RandomGenerator random) {
    this.feed = feed;
    this.url = url;
    this.host = host;
    this.connection =
        new SyslogConnection(url, tls, Duration.ofSeconds(10), Duration.ofSeconds(30), clock);
    this.pause = pause;
    this.backOff = new BackOff(random);
    this.health = Part.ok(NAME, "the audit log is about to be sent to " + url);
    this.thread = Thread.ofPlatform().name(NAME).daemon().unstarted(this::run);
  }

  /// Begins after the last entry that the receiver has. To be called once.
  public void start() {
    thread.start();
  }

  /// Connects and sends nothing, to see whether the receiver answers.
  public static Part check(URI url, Tls tls, InstantSource clock) {
    try (SyslogConnection connection =
        new SyslogConnection(url, tls, Duration.ofSeconds(10), Duration.ofSeconds(30), clock)) {
      connection.send(List.of());
      return Part.ok(NAME, url + " answers");
    } catch (IOException e) {
      return Part.failed(NAME, HttpFailure.of(url, e).reason(), CURE);
    }
  }

  private void run() {
    try {
      while (!closing) {
        pause.pause(round());
      }
    } catch (InterruptedException _) {
      // close() asks for this.
    }
  }

  /// Sends one batch.
  ///
  /// @return how long to wait before the next
  private Duration round() {
    try {
      List<Entry> batch = feed.after(feed.position(), BATCH);
      if (batch.isEmpty()) {
        return LOOK_AGAIN;
      }
      SyslogFrame frame = new SyslogFrame(host, feed.key());
      connection.send(batch.stream().map(frame::write).toList());
      long last = batch.getLast().number();
      feed.advance(last);
      failures = 0;
      backOff.reset();
      health = Part.ok(NAME, url + " has the audit log up to entry " + last);
      return batch.size() < BATCH ? LOOK_AGAIN : Duration.ZERO;
    } catch (IOException e) {
      return failed(HttpFailure.of(url, e).reason());
    } catch (RuntimeException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  private Duration failed(String reason) {
    if (!closing) {
      failures++;
      health = Part.warning(NAME, reason, CURE);
      if (failures == WORTH_LOGGING) {
        Logger.warn("the audit log is not sent: {}", reason);
      }
    }
    return backOff.next(null);
  }

  /// How far the receiver has it, or why it gets no more.
  public Part health() {
    return health;
  }

  /// Ends, also in mid-batch: what the receiver had not read to its end is sent again at the next
  /// start.
  @Override
  public void close() {
    closing = true;
    connection.close();
    thread.interrupt();
    try {
      thread.join(ENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
