package daka.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which visits of the log are asked for. Null asks for all.
///
/// @param from those that began then or later
/// @param before those that began earlier
/// @param room those of this room
/// @param resident those of this resident
/// @param open those that are open, or those that have ended
/// @param upTo those with this id or a smaller one, to leave out what is written meanwhile
public record VisitFilter(
    @Nullable Instant from,
    @Nullable Instant before,
    @Nullable String room,
    @Nullable Long resident,
    @Nullable Boolean open,
    long upTo) {
  /// Every visit there is.
  public static final VisitFilter ALL =
      new VisitFilter(null, null, null, null, null, Long.MAX_VALUE);

  /// The same, without what is newer than this visit.
  public VisitFilter upTo(long visit) {
    return new VisitFilter(from, before, room, resident, open, visit);
  }
}
