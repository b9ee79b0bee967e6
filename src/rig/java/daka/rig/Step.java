package daka.rig;

/// The places between a tap and a visit that the town has, at which the power may go.
public enum Step {
  /// The visit and its entry are written and not committed.
  WRITTEN,

  /// The commit has returned, and nothing was answered.
  COMMITTED,

  /// A batch is about to be sent.
  TO_SEND,

  /// The receiver has acknowledged, and the cursor was not moved.
  ACKNOWLEDGED,

  /// The cursor was moved.
  MOVED
}
