package daka.bench;

import java.util.Arrays;

/// Times of one kind of operation, in nanoseconds.
final class Percentiles {
  private final long[] nanos;
  private int count;

  Percentiles(int capacity) {
    nanos = new long[capacity];
  }

  void add(long time) {
    nanos[count++] = time;
  }

  int size() {
    return count;
  }

  /// The time that this share of the operations did not exceed, in microseconds.
  double micros(double share) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.min(count - 1, (int) (share * count))] / 1_000.0;
  }
}
