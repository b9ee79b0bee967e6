package daka.screen;

import daka.checkin.Hours;
import daka.checkin.RoomSpace;
import daka.health.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
/// @param staff the member of staff who has unlocked the page that shows this, or null
/// @param called the call for the staff that nobody has answered, or null
/// @param result the answer that is on the screen, or null
/// @param opening what the kiosk does before a tap can be recorded, or null if one can be; there
///   are no rooms meanwhile
/// @param setup how somebody becomes the first administrator, or null if there is one or the LAN is
///   not served
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
    @Nullable Result result,
    @Nullable Opening opening,
    @Nullable Setup setup) {

  /// @param languages BCP 47 tags, the centre's own first
  /// @param zone an IANA time zone
  /// @param opens when it opens first on that day, `HH:mm`, or null if it does not
  /// @param closes when it closes last, `HH:mm`, or null for midnight and if it does not open
  /// @param hours when it is open on that day; none if it does not open
  /// @param personalCode whether a number that is typed needs the four digits of its holder
  public record Centre(
      String id,
      String name,
      List<String> languages,
      String zone,
      @Nullable String opens,
      @Nullable String closes,
      List<Open> hours,
      boolean personalCode) {

    static Centre of(CentreSign sign, Instant at) {
      List<Hours.Span> spans = sign.hours().on(sign.hours().day(at));
      LocalTime closes = spans.isEmpty() ? LocalTime.MIDNIGHT : spans.getLast().closes();
      return new Centre(
          sign.id(),
          sign.name(),
          sign.languages(),
          sign.hours().zone().getId(),
          spans.isEmpty() ? null : spans.getFirst().opens().toString(),
          closes.equals(LocalTime.MIDNIGHT) ? null : closes.toString(),
          spans.stream().map(Open::of).toList(),
          sign.personalCode());
    }
  }

  /// An opening of the centre, by the clock on its wall.
  ///
  /// @param opens `HH:mm`
  /// @param closes `HH:mm`, `24:00` for midnight; earlier than `opens` if it is on the day after
  public record Open(String opens, String closes) {
    static Open of(Hours.Span span) {
      return new Open(span.opens().toString(), span.closing());
    }
  }

  /// @param language of `name`, a BCP 47 tag; null if it is the centre's own
  /// @param names what it is called in other languages, by BCP 47 tags
  /// @param free how many more may come in; 0 when it is full or closed
  /// @param closed whether nobody is let in today
  public record RoomView(
      String id,
      String name,
      @Nullable String language,
      Map<String, String> names,
      String floor,
      int capacity,
      int inside,
      int free,
      boolean closed) {

    /// A room with one name that is not closed.
    public RoomView(String id, String name, String floor, int capacity, int inside, int free) {
      this(id, name, null, Map.of(), floor, capacity, inside, free, false);
    }

    /// What it may be called where not every language can be shown: in the one that is wanted if it
    /// has a name there, then as everywhere, then in any other.
    ///
    /// @param wanted a BCP 47 tag
    public List<String> namesFrom(String wanted) {
      Stream<String> first =
          wanted.equals(language) ? Stream.of(name) : Stream.ofNullable(names.get(wanted));
      return Stream.concat(first, Stream.concat(Stream.of(name), names.values().stream()))
          .distinct()
          .toList();
    }

    /// @param day the day of the opening
    static RoomView of(RoomSpace space, LocalDate day) {
      return new RoomView(
          space.room().id(),
          space.room().name(),
          space.room().title().language(),
          space.room().title().others(),
          space.room().floor(),
          space.room().capacity(),
          space.inside(),
          space.free(day),
          space.isClosed(day));
    }
  }

  /// A member of staff who has unlocked the page.
  ///
  /// @param opening tells one unlocking from the next
  /// @param who the masked name
  /// @param seq the answer to the tap that opened it, which the board shows itself; null for a PIN
  /// @param last whether nobody has been answered since: then the residents' screen is still theirs
  /// @param administrator true if it was the card of an administrator; else null
  public record Staff(
      long opening,
      String who,
      @Nullable Long seq,
      boolean last,
      @Nullable Boolean administrator) {}

  /// The same, as a page shows it that this member of staff has unlocked.
  public ScreenState to(@Nullable Staff member) {
    return new ScreenState(
        version, at, centre, rooms, inside, maxParty, well, problems, volume, board, member, called,
        result, opening, setup);
  }

  /// The button that calls the staff was pressed.
  ///
  /// @param seq counts the presses since the kiosk started
  /// @param at when the staff were called first: RFC 3339 with the centre's offset
  public record Called(long seq, String at) {}

  /// How somebody becomes the first administrator.
  ///
  /// @param addresses where the office is, the likeliest to work first; none while the machine has
  ///   none
  /// @param code eight capital letters; null if it is over, until somebody touches for another
  /// @param fingerprint SHA-256 of the root certificate, hexadecimal digits in pairs with colons
  /// @param expires when the code is over: RFC 3339 with the centre's offset; null if it is
  public record Setup(
      List<String> addresses,
      @Nullable String code,
      String fingerprint,
      @Nullable String expires) {}

  /// An answer on the screen.
  ///
  /// @param seq counts the answers since the kiosk started: the same answer given twice has two
  /// @param shownMs how long it is shown in all, in milliseconds
  /// @param leftMs how much of that was left when this state was taken
  /// @param answer what is shown
  public record Result(long seq, long shownMs, long leftMs, Answer answer) {}

  /// The records are being put in order.
  ///
  /// @param step which of the steps is under way, from 1; 0 if there is only one
  /// @param steps how many there are; 0 if there is only one
  /// @param leftMs how long it will take about, in milliseconds, or null while that is not known
  public record Opening(int step, int steps, @Nullable Long leftMs) {}
}
