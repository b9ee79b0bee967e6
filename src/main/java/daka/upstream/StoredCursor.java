package daka.upstream;

import daka.store.journal.Cursors;
import java.time.InstantSource;

/// One of the store's cursors, by its name.
public final class StoredCursor implements Cursor {
  private final Cursors cursors;
  private final String name;
  private final InstantSource clock;

  /// @param clock says when an entry was set aside
  public StoredCursor(Cursors cursors, String name, InstantSource clock) {
    this.cursors = cursors;
    this.name = name;
    this.clock = clock;
  }

  @Override
  public long position() {
    return cursors.position(name);
  }

  @Override
  public void advance(long number) {
    cursors.advance(name, number);
  }

  @Override
  public void setAside(long number, int status, String detail) {
    cursors.setAside(new Cursors.SetAside(name, number, status, detail, clock.instant()));
  }

  @Override
  public void arrived(long number) {
    cursors.arrived(name, number);
  }

  @Override
  public void refusedAgain(long number, int status, String detail) {
    cursors.refusedAgain(new Cursors.SetAside(name, number, status, detail, clock.instant()));
  }

  @Override
  public long setAsideCount() {
    return cursors.setAsideCount(name);
  }
}
