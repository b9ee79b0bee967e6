package daka.command;

/// How a command ends, as whoever called it is told.
public final class Exit {
  /// It did what it should.
  public static final int DONE = 0;

  /// It failed, and has said what, where and the cure.
  public static final int FAILED = 1;

  /// It was called wrongly.
  public static final int WRONG_USAGE = 2;

  private Exit() {}
}
