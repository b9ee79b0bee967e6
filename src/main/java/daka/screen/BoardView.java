package daka.screen;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the board tells of the day beside how full the rooms are. Names in it are masked.
///
/// @param today how many people came in each hour of today's day at the centre, 24 numbers
/// @param usual the same on the same weekday of the weeks before, on average
/// @param latest what happened last, the newest first
/// @param waiting unknown cards that wait to be registered, the newest first: the first few
/// @param waitingCount how many of them there are
/// @param refused how many scans were refused within the last half hour
/// @param setAside how many events the town has refused for good
public record BoardView(
    List<Integer> today,
    List<Double> usual,
    List<Happened> latest,
    List<WaitingView> waiting,
    int waitingCount,
    int refused,
    int setAside) {

  /// Before anything is known of the day.
  public static final BoardView EMPTY =
      new BoardView(List.of(), List.of(), List.of(), List.of(), 0, 0, 0);

  /// Something that happened.
  ///
  /// @param what `arrived`, `departed`, `moved`, `undone`, `refused`, or `recorded` for what rests
  ///   on a number that was typed, of which no more is told
  /// @param reason why, for `refused`
  /// @param who the masked name, or null for guests and cards nobody knows
  /// @param party how many people, or null for `refused` and `recorded`
  /// @param room the id of the room, or null for `refused` and `recorded`
  /// @param at RFC 3339 with the centre's offset
  public record Happened(
      String what,
      @Nullable String reason,
      @Nullable String who,
      @Nullable Integer party,
      @Nullable String room,
      String at) {}

  /// An unknown card that was presented lately.
  ///
  /// @param code by which it is registered
  /// @param at when it was presented first: RFC 3339 with the centre's offset
  public record WaitingView(String code, String at) {}
}
