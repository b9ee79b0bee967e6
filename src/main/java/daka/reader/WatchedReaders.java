package daka.reader;

import daka.checkin.Scan;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Hands on what is presented, and lets one who tries a reader see the shape of it meanwhile. The
/// desk comes first: what is presented counts as at any other time.
///
/// Safe for use by several threads.
public final class WatchedReaders implements ScanReceiver {
  private final ScanReceiver desk;
  private final AtomicReference<@Nullable Watch> watch = new AtomicReference<>();

  private record Watch(String reader, PresentedShapes shapes) {}

  public WatchedReaders(ScanReceiver desk) {
    this.desk = desk;
  }

  /// Tells this one, and no other any more, of what is presented at a reader.
  public void watch(String reader, PresentedShapes shapes) {
    watch.set(new Watch(reader, shapes));
  }

  /// Tells nobody any more, if it is this one who was told.
  public void leave(PresentedShapes shapes) {
    watch.updateAndGet(now -> now != null && now.shapes() == shapes ? null : now);
  }

  @Override
  public void scan(Scan scan) {
    desk.scan(scan);
    Watch now = of(scan.reader());
    if (now != null) {
      now.shapes().scan(scan);
    }
  }

  @Override
  public void unreadable(String reader) {
    desk.unreadable(reader);
    Watch now = of(reader);
    if (now != null) {
      now.shapes().unreadable(reader);
    }
  }

  @Override
  public void partOfCode(String reader) {
    desk.partOfCode(reader);
    Watch now = of(reader);
    if (now != null) {
      now.shapes().partOfCode(reader);
    }
  }

  private @Nullable Watch of(String reader) {
    Watch now = watch.get();
    return now != null && now.reader().equals(reader) ? now : null;
  }
}
