package daka.store.visits;

/// A place in the visit log, which is in the order of arrival.
///
/// @param arrived in milliseconds since 1970
/// @param visit the id, which decides between visits of the same millisecond
public record VisitKey(long arrived, long visit) {
  /// Before every visit.
  public static final VisitKey BEGIN = new VisitKey(Long.MIN_VALUE, 0);
}
