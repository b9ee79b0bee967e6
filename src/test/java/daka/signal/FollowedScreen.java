package daka.signal;

import daka.checkin.Scan;
import daka.screen.CentreSign;
import daka.screen.Entrance;
import daka.screen.Screen;
import daka.store.OpenStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A screen over a real desk and database, with 王小明 (W-1) and 李桂兰 (L-1) registered, and time that
/// passes when it is told to.
final class FollowedScreen implements AutoCloseable {
  final OpenStore store;
  final Screen screen;
  final Entrance entrance;
  private final AtomicLong nanos = new AtomicLong(-1_000);

  FollowedScreen(Path folder, int volume) throws SQLException {
    store = new OpenStore(folder);
    store.resident("王小明", "W-1");
    store.resident("李桂兰", "L-1");
    CentreSign sign = new CentreSign("yimin", "益民", List.of("zh-Hans", "en"), OpenStore.HOURS);
    screen = new Screen(sign, store.ledger::rooms, store::now, this::nanos, volume);
    entrance = new Entrance(store.desk, screen);
  }

  long nanos() {
    return nanos.get();
  }

  String tap(String payload) {
    Scan scan = OpenStore.entrance(payload);
    return entrance.scan(scan).decision();
  }

  void pass(long millis) {
    store.pass(Duration.ofMillis(millis));
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  @Override
  public void close() throws SQLException {
    store.close();
  }
}
