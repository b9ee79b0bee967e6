package daka.store.proof;

import daka.event.Contradiction;
import daka.event.VisitChange;
import daka.store.journal.Corrections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the journal has said of one visit so far, beside the row it must come to equal.
final class VisitReplay {
  private final long visit;
  private final @Nullable VisitRow row;
  private final Pseudonyms subjects;
  private final int party;
  private final long arrived;
  private String room;
  private @Nullable Long departed;
  private @Nullable String ended;
  private long entry;

  private VisitReplay(
      long visit,
      @Nullable VisitRow row,
      Pseudonyms subjects,
      int party,
      long arrived,
      String room) {
    this.visit = visit;
    this.row = row;
    this.subjects = subjects;
    this.party = party;
    this.arrived = arrived;
    this.room = room;
  }

  /// A visit that begins, and has this row, or null if it has none.
  static VisitReplay begun(VisitChange.Begin begin, @Nullable VisitRow row, Pseudonyms subjects) {
    return new VisitReplay(
        begin.visit(), row, subjects, begin.party(), begin.arrived(), begin.room());
  }

  /// A visit that is known to equal its row, or of which nothing else is known.
  static VisitReplay as(VisitRow row, Pseudonyms subjects) {
    VisitReplay standing =
        new VisitReplay(row.id(), row, subjects, row.party(), row.arrived(), row.room());
    standing.departed = row.departed();
    standing.ended = row.ended();
    return standing;
  }

  /// Takes up what an entry says.
  ///
  /// @param change with the time that a clock told put right
  /// @throws Contradiction if it contradicts what no later entry can change
  void apply(long number, VisitChange change, Corrections corrections) throws Contradiction {
    entry = number;
    switch (change) {
      case VisitChange.Begin begin -> checkBeginning(begin);
      case VisitChange.Place place -> {
        checkWho(place.subject(), place.party());
        if (place.arrived() != null && !corrections.canTurn(place.arrived(), number, arrived)) {
          throw contradiction("it arrived at another time");
        }
        room = place.room();
      }
      case VisitChange.End end -> {
        departed = end.departed(arrived, departed);
        ended = end.how();
      }
      case VisitChange.Reopen _ -> {
        departed = null;
        ended = null;
      }
    }
  }

  private void checkBeginning(VisitChange.Begin begin) throws Contradiction {
    checkWho(begin.subject(), begin.party());
    if (row == null) {
      return;
    }
    if (begin.subject() == null && row.resident() != 0) {
      throw contradiction("it was of guests, and its row names a resident");
    }
    if (row.arrived() != arrived) {
      throw contradiction("its row says that it arrived at another time");
    }
    if (!row.reader().equals(begin.reader())) {
      throw contradiction("its row names reader " + row.reader() + ", not " + begin.reader());
    }
    if (!Objects.equals(row.evidence(), begin.evidence())) {
      throw contradiction(
          "its row names the evidence %s, not %s".formatted(row.evidence(), begin.evidence()));
    }
    if (row.outsideHours() != begin.outsideHours()) {
      throw contradiction("its row differs in whether it was outside of opening hours");
    }
  }

  private void checkWho(@Nullable String subject, int saidParty) throws Contradiction {
    if (saidParty != party || (row != null && row.party() != party)) {
      throw contradiction("it is of another number of people");
    }
    if (subject != null
        && row != null
        && row.resident() != 0
        && !subjects.belongTogether(row.resident(), subject)) {
      throw contradiction("its row names a resident who never had that pseudonym");
    }
  }

  private Contradiction contradiction(String what) {
    return Contradiction.at(entry, "visit " + visit + " is not as it says: " + what);
  }

  /// How the row differs from what the journal has said so far, or null if it does not.
  @Nullable String difference() {
    if (row == null) {
      return "it has no row";
    }
    if (!row.room().equals(room)) {
      return "it is in room " + room + ", and its row says " + row.room();
    }
    if (!Objects.equals(row.ended(), ended)) {
      return "it ended by " + ended + ", and its row says " + row.ended();
    }
    return Objects.equals(row.departed(), departed) ? null : "it departed at another time";
  }

  long visit() {
    return visit;
  }

  /// The number of the last entry about it.
  long entry() {
    return entry;
  }
}
