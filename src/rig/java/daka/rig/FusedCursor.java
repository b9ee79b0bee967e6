package daka.rig;

import daka.upstream.Cursor;

/// A cursor that the power may take right after it was moved.
public record FusedCursor(Cursor cursor, Fuse fuse) implements Cursor {
  @Override
  public long position() {
    return cursor.position();
  }

  @Override
  public void advance(long number) {
    cursor.advance(number);
    fuse.pass(Step.MOVED);
  }

  @Override
  public void setAside(long number, int status, String detail) {
    cursor.setAside(number, status, detail);
    fuse.pass(Step.MOVED);
  }

  @Override
  public void arrived(long number) {
    cursor.arrived(number);
  }

  @Override
  public void refusedAgain(long number, int status, String detail) {
    cursor.refusedAgain(number, status, detail);
  }

  @Override
  public long setAsideCount() {
    return cursor.setAsideCount();
  }
}
