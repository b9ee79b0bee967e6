package daka.screen;

import daka.checkin.RoomSpace;
import daka.health.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a page shows, as of one moment. A page that was just loaded and one that has been open
/// for a week draw the same from the same state.
///
/// @param version counts the changes since the kiosk started
/// @param at when this was taken: RFC 3339 with the centre's offset
/// @param centre what is written over the door
/// @param rooms every room, in the order of the register
/// @param inside how many people are in all rooms together
/// @param maxParty the largest party of guests
/// @param well whether no part of the kiosk has failed
/// @param problems the parts a person should look at, failed or not
/// @param volume how loud the screen is, 0 to 100
/// @param board what the board tells of the day
/// @param staff the member of staff whose card has opened the board on the screens, or null
/// @param called the call for the staff that nobody has answered, or null
/// @param result the answer that is on the screen, or null
public record ScreenState(
    long version,
    String at,
    Centre centre,
    List<RoomView> rooms,
    int inside,
    int maxParty,
    boolean well,
    List<Part> problems,
    int volume,
    BoardView board,
    @Nullable Staff staff,
    @Nullable Called called,
    @Nullable Result result) {

  /// @param languages BCP 47 tags, the centre's own first
  /// @param zone an IANA time zone
  /// @param opens `HH:mm`
  /// @param closes `HH:mm`, or null for midnight
  public record Centre(
      String id,
      String name,
      List<String> languages,
      String zone,
      String opens,
      @Nullable String closes) {

    static Centre of(CentreSign sign) {
      return new Centre(
          sign.id(),
          sign.name(),
          sign.languages(),
          sign.hours().zone().getId(),
          sign.hours().opens().toString(),
          sign.hours().closes() == null ? null : sign.hours().closes().toString());
    }
  }

  /// @param free how many more may come in; 0 when it is full
  public record RoomView(String id, String name, String floor, int capacity, int inside, int free) {

    static RoomView of(RoomSpace space) {
      return new RoomView(
          space.room().id(),
          space.room().name(),
          space.room().floor(),
          space.room().capacity(),
          space.inside(),
          space.free());
    }
  }

  /// A member of staff who has opened the board with a card.
  ///
  /// @param key of the session, to be presented with all that is done in it
  /// @param who the masked name
  /// @param seq the answer to the tap that opened it, which the board shows itself
  /// @param last whether nobody has been answered since: then the residents' screen is still theirs
  public record Staff(String key, String who, long seq, boolean last) {

    /// The same, once `answers` were given since the kiosk started.
    Staff after(long answers) {
      return new Staff(key, who, seq, seq == answers);
    }
  }

  /// The button that calls the staff was pressed.
  ///
  /// @param seq counts the presses since the kiosk started
  /// @param at when the staff were called first: RFC 3339 with the centre's offset
  public record Called(long seq, String at) {}

  /// An answer on the screen.
  ///
  /// @param seq counts the answers since the kiosk started: the same answer given twice has two
  /// @param shownMs how long it is shown in all, in milliseconds
  /// @param leftMs how much of that was left when this state was taken
  /// @param answer what is shown
  public record Result(long seq, long shownMs, long leftMs, Answer answer) {}
}
