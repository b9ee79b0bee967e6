package daka.rig;

import daka.event.Entry;
import daka.upstream.Cursor;
import daka.upstream.Delivery;
import daka.upstream.Upstream;
import java.util.List;

/// The bug that the forwarder must not have: moves the cursor before the receiver has acknowledged.
/// Nothing shows it, unless the kiosk dies in between.
public final class MovesTheCursorTooEarly implements Upstream {
  private final Upstream upstream;
  private final Cursor cursor;

  public MovesTheCursorTooEarly(Upstream upstream, Cursor cursor) {
    this.upstream = upstream;
    this.cursor = cursor;
  }

  @Override
  public Delivery deliver(List<Entry> batch) throws InterruptedException {
    cursor.advance(batch.getLast().number());
    return upstream.deliver(batch);
  }

  @Override
  public Delivery idle() throws InterruptedException {
    return upstream.idle();
  }

  @Override
  public void close() {
    upstream.close();
  }
}
