package daka.store.visits;

import daka.checkin.Ended;
import daka.checkin.Evidence;
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
/// @param reader those that began at this reader
/// @param evidence those whose person was identified so
/// @param ended those that ended so
/// @param town those that the town has, or has not
public record VisitFilter(
    @Nullable Instant from,
    @Nullable Instant before,
    @Nullable String room,
    @Nullable Long resident,
    @Nullable Boolean open,
    long upTo,
    @Nullable String reader,
    @Nullable Evidence evidence,
    @Nullable Ended ended,
    @Nullable Town town) {
  /// Every visit there is.
  public static final VisitFilter ALL =
      new VisitFilter(null, null, null, null, null, Long.MAX_VALUE);

  /// @param state that is asked for
  /// @param forwarded what the upstreams have
  public record Town(Forwarded.State state, Forwarded forwarded) {}

  /// With any reader, evidence and end, whether the town has them or not.
  public VisitFilter(
      @Nullable Instant from,
      @Nullable Instant before,
      @Nullable String room,
      @Nullable Long resident,
      @Nullable Boolean open,
      long upTo) {
    this(from, before, room, resident, open, upTo, null, null, null, null);
  }

  /// The same, without what is newer than this visit.
  public VisitFilter upTo(long visit) {
    return new VisitFilter(
        from, before, room, resident, open, visit, reader, evidence, ended, town);
  }
}
