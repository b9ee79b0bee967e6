package daka.screen;

import daka.checkin.Decision;
import daka.checkin.Hours;
import daka.checkin.MaskedHolder;
import daka.checkin.Refusal;
import daka.checkin.RoomSpace;
import daka.checkin.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decision as the API answers it and as the pages draw it: flat, masked, and in wire names.
/// Times are RFC 3339 with the centre's offset, in milliseconds.
///
/// @param decision `arrived`, `departed`, `moved`, `already-in`, `undone`, `recorded`, `repeated`
///   or `refused`
/// @param repeats for `repeated`, the decision that stands; all other fields are that one's
/// @param reason why, for `refused`
/// @param hint which words say it better to the person than those of the reason, or null
/// @param offer names this answer in the touches that may follow it, or null if none may
/// @param visit the id of the visit, or null if there is none
/// @param room the id of the room the visit is registered to
/// @param from for `moved`, the id of the room before
/// @param who the masked name, or null for guests and for cards nobody knows
/// @param party how many people the visit counts
/// @param arrived when the visit began
/// @param minutes the whole minutes of a visit that has ended
/// @param ended how the visit ended, or null while it is open
/// @param outsideHours whether the visit began, or the card was refused, while the centre was
///   closed
/// @param afterClosing true for a departure in place of that which closing time had estimated:
///   whoever is coming in touches so; else null
/// @param language the language the person prefers, if it is known
/// @param at when it was decided
/// @param code the short code by which staff find an unknown card
/// @param rooms the rooms there are to choose from
public record Answer(
    String decision,
    @Nullable String repeats,
    @Nullable String reason,
    @Nullable String hint,
    @Nullable String offer,
    @Nullable String visit,
    @Nullable String room,
    @Nullable String from,
    @Nullable String who,
    @Nullable Integer party,
    @Nullable String arrived,
    @Nullable Long minutes,
    @Nullable String ended,
    @Nullable Boolean outsideHours,
    @Nullable Boolean afterClosing,
    @Nullable String language,
    String at,
    @Nullable String code,
    List<Choice> rooms) {

  /// A room that may be chosen.
  ///
  /// @param free how many more may come in; 0 when it is full
  public record Choice(String id, String name, int free) {}

  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  /// The answer that says what was decided, in the centre's time.
  public static Answer of(Decision decision, Hours hours) {
    ZoneId zone = hours.zone();
    return switch (decision) {
      case Decision.Arrived(long offer, Visit visit, var who, List<RoomSpace> rooms, var at) ->
          about("arrived", offer, visit, null, who, rooms, at, zone);
      case Decision.Departed(long offer, var visit, boolean late, var who, var rooms, var at) -> {
        Answer answer = about("departed", offer, visit, null, who, rooms, at, zone);
        yield late ? answer.afterItClosed() : answer;
      }
      case Decision.Moved(long offer, var visit, String from, var who, var rooms, var at) ->
          about("moved", offer, visit, from, who, rooms, at, zone);
      case Decision.AlreadyIn(long offer, Visit visit, var who, List<RoomSpace> rooms, var at) ->
          about("already-in", offer, visit, null, who, rooms, at, zone);
      case Decision.Undone(Visit visit, var who, List<RoomSpace> rooms, Instant at) ->
          about("undone", 0, visit, null, who, rooms, at, zone);
      case Decision.Recorded(Instant at) -> recorded(time(at, zone));
      case Decision.Repeated(Decision first, Instant _) -> of(first, hours).repeated();
      case Decision.Refused refused -> refused(refused, hours);
    };
  }

  private static Answer about(
      String decision,
      long offer,
      Visit visit,
      @Nullable String from,
      @Nullable MaskedHolder who,
      List<RoomSpace> rooms,
      Instant at,
      ZoneId zone) {
    return new Answer(
        decision,
        null,
        null,
        null,
        offerId(offer),
        Long.toString(visit.id()),
        visit.room(),
        from,
        who == null ? null : who.name(),
        visit.party(),
        time(visit.arrived(), zone),
        visit.departed() == null
            ? null
            : Duration.between(visit.arrived(), visit.departed()).toMinutes(),
        visit.ended() == null ? null : visit.ended().wireName(),
        visit.outsideHours(),
        null,
        who == null ? null : who.language(),
        time(at, zone),
        null,
        choices(rooms));
  }

  private static Answer recorded(String at) {
    return new Answer(
        "recorded",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        at,
        null,
        List.of());
  }

  private Answer afterItClosed() {
    return new Answer(
        decision,
        null,
        null,
        null,
        offer,
        visit,
        room,
        null,
        who,
        party,
        arrived,
        minutes,
        ended,
        outsideHours,
        true,
        language,
        at,
        null,
        rooms);
  }

  private Answer repeated() {
    return new Answer(
        "repeated",
        decision,
        reason,
        hint,
        offer,
        visit,
        room,
        from,
        who,
        party,
        arrived,
        minutes,
        ended,
        outsideHours,
        afterClosing,
        language,
        at,
        code,
        rooms);
  }

  private static Answer refused(Decision.Refused refused, Hours hours) {
    MaskedHolder who = refused.who();
    boolean part = refused.reason() == Refusal.PART_OF_CODE;
    return new Answer(
        "refused",
        null,
        (part ? Refusal.UNREADABLE : refused.reason()).wireName(),
        part ? refused.reason().wireName() : null,
        offerId(refused.offer()),
        null,
        null,
        null,
        who == null ? null : who.name(),
        null,
        null,
        null,
        null,
        !hours.isOpen(refused.at()),
        null,
        who == null ? null : who.language(),
        time(refused.at(), hours.zone()),
        refused.code(),
        choices(refused.rooms()));
  }

  private static @Nullable String offerId(long offer) {
    return offer == 0 ? null : Long.toString(offer);
  }

  private static String time(Instant at, ZoneId zone) {
    return RFC_3339.format(at.atZone(zone));
  }

  private static List<Choice> choices(List<RoomSpace> rooms) {
    return rooms.stream()
        .map(space -> new Choice(space.room().id(), space.room().name(), space.free()))
        .toList();
  }

  /// The decision that stands: the one that is repeated, if it is.
  public String stands() {
    return repeats == null ? decision : repeats;
  }

  /// Whether this says that something should have been recorded and could not be.
  public boolean isNotRecorded() {
    return Refusal.NOT_RECORDED.wireName().equals(reason);
  }
}
