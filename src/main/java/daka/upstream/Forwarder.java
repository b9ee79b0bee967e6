package daka.upstream;

import daka.event.Entry;
import daka.health.Backlog;
import daka.health.Part;
import daka.store.file.StoreException;
import daka.store.journal.Journal;
import daka.upstream.Delivery.Refused;
import daka.upstream.Delivery.Stored;
import daka.upstream.Delivery.TryAgain;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.tinylog.Logger;

/// Sends the journal upstream, in order, until the receiver has it.
///
/// The cursor moves only after the receiver has acknowledged. A crash at any moment therefore loses
/// nothing, and repeats what was acknowledged since the cursor moved, which the receiver knows by
/// `source` and `id`. It moves no more often than that while much waits, since each move is a
/// commit that a tap may have to wait for.
///
/// An entry that the receiver refuses for good is found by halving the batch and set aside, so that
/// it does not block those behind it. Any other failure, of the way, the receiver or the disk, is
/// tried again for ever. A batch that failed is halved as well: a slow line, or a proxy that cuts
/// off what is too large for it, lets through a smaller one, and a receiver that comes back is not
/// met with the largest first.
///
/// Runs in one thread of its own and never holds more than one batch.
public final class Forwarder implements AutoCloseable {
  /// From the beginning of a batch to that of the next while more waits: some 22,000 entries a
  /// second.
  static final Duration PACE = Duration.ofNanos(4_500_000);

  /// However long a batch takes, the processor is left for so long to who taps meanwhile.
  static final Duration LEAST_REST = Duration.ofMillis(1);

  /// More entries than wait at the start of a kiosk whose town was there all the time.
  static final int MUCH = 500;

  static final String DISK_CURE = "Make space on the disk, or replace the SD card.";

  /// Failures in a row. A receiver that drops every other request must not fill the disk with logs.
  private static final int WORTH_LOGGING = 3;

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
  private static final Duration BETWEEN_MOVES = Duration.ofSeconds(1);
  private static final Duration ENDING = Duration.ofSeconds(5);

  private interface Exchange {
    Delivery run() throws InterruptedException;
  }

  private final String name;
  private final Journal journal;
  private final Cursor cursor;
  private final Upstream upstream;
  private final Pause pause;
  private final BackOff backOff;
  private final Progress progress;
  private final LongSupplier nanos;
  private final Thread thread;
  private final Queue<Long> again = new ConcurrentLinkedQueue<>();
  private volatile boolean closing;

  /// Up to where the receiver has it, where the cursor stands, and since when. Of the thread.
  private long acknowledged;

  private long moved;
  private long movedNanos;

  /// @param name of the thread and of the part in the health report, such as `upstream`
  /// @param cursor used by this forwarder alone
  /// @param upstream closed with this forwarder
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @param random where the jitter comes from; not the same for two kiosks
  public Forwarder(
      String name,
      Journal journal,
      Cursor cursor,
      Upstream upstream,
      Pause pause,
      LongSupplier nanos,
      RandomGenerator random) {
    this.name = name;
    this.journal = journal;
    this.cursor = cursor;
    this.upstream = upstream;
    this.pause = pause;
    this.nanos = nanos;
    this.backOff = new BackOff(random);
    this.progress = new Progress(name, nanos);
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /// Such as `upstream`.
  public String name() {
    return name;
  }

  /// Begins where the cursor stands. To be called once.
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      long position = begin();
      while (!closing) {
        sendAgain();
        if (journal.awaitAfter(position, LOOK_AGAIN)) {
          long began = nanos.getAsLong();
          position = forward(position);
          restBeforeMore(position, began);
        } else {
          lookAfterConnection();
        }
      }
    } catch (InterruptedException e) {
      // close() asks for this. What was not acknowledged is sent again by the next forwarder.
    } finally {
      moveForTheLastTime();
    }
  }

  /// A cursor beyond the journal belongs to another journal. Waiting until this one has grown past
  /// it would skip what is written meanwhile, so this one is sent from its beginning.
  ///
  /// Where much waits, the town may have been away for all its kiosks, and these may all start now.
  private long begin() throws InterruptedException {
    long position = insist(cursor::position);
    long head = journal.head();
    if (position > head) {
      Logger.warn("the cursor is at {} but the journal ends at {}: sending all", position, head);
      progress.sendsAgain(position, head);
      position = 0;
    }
    progress.at(position);
    acknowledged = position;
    moved = position;
    movedNanos = nanos.getAsLong();
    if (journal.head() - position > MUCH) {
      pause.pause(backOff.atStart());
    }
    return position;
  }

  /// Has an entry that stands aside sent once more: at once if there is something else to send,
  /// else within a minute. Until the receiver has it, it stands aside.
  public void again(long number) {
    again.add(number);
  }

  private void sendAgain() throws InterruptedException {
    Long number = again.poll();
    while (number != null) {
      long one = number;
      List<Entry> entry = insist(() -> journal.after(one - 1, 1));
      if (!entry.isEmpty() && entry.getFirst().number() == one) {
        sendAgain(one, entry);
      }
      number = again.poll();
    }
  }

  private void sendAgain(long number, List<Entry> entry) throws InterruptedException {
    switch (attempt("sending entry " + number + " again", () -> upstream.deliver(entry))) {
      case Stored() -> {
        insist(() -> cursor.arrived(number));
        backOff.reset();
        progress.goesWell();
      }
      case Refused(int status, String detail) ->
          insist(() -> cursor.refusedAgain(number, status, detail));
      case TryAgain failure -> {
        again.add(number);
        waitAfter(failure);
      }
    }
  }

  /// A town that cannot be reached is told also while there is nothing for it.
  private void lookAfterConnection() throws InterruptedException {
    switch (attempt("looking after the connection", upstream::idle)) {
      case Stored() -> progress.goesWell();
      case Refused _ -> progress.goesWell();
      case TryAgain failure -> progress.fails(failure);
    }
  }

  /// Sends one batch, in as many parts as it takes.
  ///
  /// @return the number of its last entry
  private long forward(long position) throws InterruptedException {
    Deque<List<Entry>> parts = new ArrayDeque<>();
    parts.push(insist(() -> Batch.after(journal, position)));
    long done = position;
    while (!parts.isEmpty()) {
      List<Entry> part = parts.pop();
      long last = part.getLast().number();
      switch (attempt("sending " + part.size() + " entries", () -> upstream.deliver(part))) {
        case Stored() -> {
          done = passed(last);
          moveSoon();
        }
        case Refused(int status, String detail) when part.size() == 1 -> {
          insist(() -> cursor.setAside(last, status, detail));
          moved = last;
          Logger.warn("entry {} was refused with {} and set aside", last, status);
          done = passed(last);
        }
        case Refused _ -> {
          progress.goesWell();
          backOff.reset();
          halve(part, parts);
        }
        case TryAgain failure -> {
          move();
          halve(part, parts);
          waitAfter(failure);
        }
      }
    }
    return done;
  }

  private void restBeforeMore(long position, long began) throws InterruptedException {
    if (journal.head() - position >= Batch.MAX_ENTRIES) {
      long left = PACE.toNanos() - (nanos.getAsLong() - began);
      pause.pause(Duration.ofNanos(Math.max(left, LEAST_REST.toNanos())));
    }
  }

  /// A transport that breaks its promise and throws must not end the forwarding.
  private static Delivery attempt(String what, Exchange exchange) throws InterruptedException {
    try {
      return exchange.run();
    } catch (RuntimeException | Error e) {
      Logger.error(e, "{} failed unexpectedly", what);
      return new TryAgain(
          what + " failed unexpectedly: " + e,
          "Please report this with the log; it is tried again.",
          null);
    }
  }

  private long passed(long number) {
    acknowledged = number;
    backOff.reset();
    progress.at(number);
    if (progress.goesWell() >= WORTH_LOGGING) {
      Logger.info("forwarding again, up to entry {}", number);
    }
    return number;
  }

  /// Moves the cursor if nothing waits, or if it has not moved for a while.
  private void moveSoon() throws InterruptedException {
    if (acknowledged >= journal.head()
        || nanos.getAsLong() - movedNanos >= BETWEEN_MOVES.toNanos()) {
      move();
    }
  }

  private void move() throws InterruptedException {
    if (acknowledged > moved) {
      insist(() -> cursor.advance(acknowledged));
      moved = acknowledged;
      backOff.reset();
      progress.goesWell();
    }
    movedNanos = nanos.getAsLong();
  }

  private void moveForTheLastTime() {
    try {
      if (acknowledged > moved) {
        cursor.advance(acknowledged);
      }
    } catch (StoreException e) {
      Logger.warn("what was acknowledged since entry {} is sent again: {}", moved, e.getMessage());
    }
  }

  /// Puts back both halves, the left one to be sent first.
  private static void halve(List<Entry> part, Deque<List<Entry>> parts) {
    int half = part.size() / 2;
    parts.push(part.subList(half, part.size()));
    if (half > 0) {
      parts.push(part.subList(0, half));
    }
  }

  private void insist(Runnable work) throws InterruptedException {
    insist(
        () -> {
          work.run();
          return true;
        });
  }

  /// Does what the store must do, again until it can: a disk that is full now may not be later.
  private <T> T insist(Supplier<T> work) throws InterruptedException {
    while (true) {
      try {
        return work.get();
      } catch (RuntimeException | Error e) {
        String cure = e instanceof StoreException ? DISK_CURE : "Run verify.";
        waitAfter(new TryAgain(String.valueOf(e.getMessage()), cure, null));
      }
    }
  }

  private void waitAfter(TryAgain failure) throws InterruptedException {
    if (closing) {
      throw new InterruptedException("closing");
    }
    if (progress.fails(failure) == WORTH_LOGGING) {
      Logger.warn("not forwarding: {}", failure.reason());
    }
    pause.pause(backOff.next(failure.retryAfter()));
  }

  /// How many entries wait, since when and why it fails, how many are set aside, and what will
  /// stand in the way before long.
  public Part health() {
    return progress.health(journal.head(), cursor, upstream.notice());
  }

  /// What waits. The store is asked once, so this is for who asks some times a minute.
  public Backlog backlog() {
    long position = progress.position();
    long waiting = Math.max(0, journal.head() - position);
    try {
      return new Backlog(
          name,
          waiting,
          waiting == 0 ? null : journal.recordedAfter(position).orElse(null),
          progress.failing(),
          cursor.setAsideCount());
    } catch (StoreException _) {
      return new Backlog(name, waiting, null, progress.failing(), null);
    }
  }

  /// Stops at once, also in mid-request, and waits for the thread to end.
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    upstream.close();
    try {
      thread.join(ENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
