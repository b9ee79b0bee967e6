package daka.store.report;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened in a span of days. Everywhere a visit is one person who came in: a party counts
/// each of its guests, who moves to another room has come in once, and what was voided never was.
///
/// @param visits how often people came in
/// @param people of the register who came, each once
/// @param guests the visits of guests
/// @param firstTime of the people, those whose first visit in the log this was
/// @param returning of the people, those who had been here before
/// @param stays how long people stayed
/// @param rooms each room that has ever been visited in the span, by its id
/// @param hours visits by day of the week, Monday first, and hour of the centre's clock
/// @param ages people and their visits by age, in the order of [AgeBand]
/// @param course days, or months, in their order
public record VisitFigures(
    long visits,
    long people,
    long guests,
    long firstTime,
    long returning,
    Stays stays,
    List<OfRoom> rooms,
    List<List<Long>> hours,
    List<OfAge> ages,
    List<OfPart> course) {

  /// How long people stayed in the centre, from coming in to leaving, rooms taken together. What
  /// closing time ended, and who is still inside, is not known and not counted.
  ///
  /// @param known visits of which it is known
  /// @param mean in minutes, null if none is known
  /// @param median in minutes, null if none is known
  /// @param bands visits in the order of [StayBand]
  public record Stays(long known, @Nullable Long mean, @Nullable Long median, List<Long> bands) {
    public Stays {
      bands = List.copyOf(bands);
    }
  }

  /// One room.
  ///
  /// @param visits people who came into the room, from outside or from another room
  /// @param people of the register who were there, each once
  /// @param minutes how long they stayed in it on average, null if that is known of none
  /// @param known of how many visits that is known
  public record OfRoom(String room, long visits, long people, @Nullable Long minutes, long known) {}

  /// One band of ages. The visits of people who were erased from the register are of unknown age.
  public record OfAge(AgeBand band, long visits, long people) {}

  /// One part of the course.
  ///
  /// @param begin its first day
  public record OfPart(LocalDate begin, long visits, long people, long guests) {}

  public VisitFigures {
    rooms = List.copyOf(rooms);
    hours = hours.stream().map(List::copyOf).toList();
    ages = List.copyOf(ages);
    course = List.copyOf(course);
  }
}
