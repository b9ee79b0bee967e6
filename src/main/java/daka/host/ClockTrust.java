package daka.host;

/// How far the wall clock can be trusted, best first.
public enum ClockTrust {
  /// It follows a time server, and the kernel says so at this moment.
  SYNCHRONISED,
  /// It followed a time server earlier in this boot and has been running free since: off by seconds
  /// a day at most.
  HOLDOVER,
  /// It was set from a clock with a battery when the machine was switched on: off by as much as
  /// that one is.
  BATTERY,
  /// Nothing vouches for it; after a power cut it may be hours or years behind.
  UNKNOWN
}
