package daka.checkin;

import org.jspecify.annotations.Nullable;

/// What the events of several kinds tell of a visit alike.
final class VisitMembers {
  private VisitMembers() {}

  /// A visit that begins. Why staff made an exception is words, which may name somebody, so only
  /// that they did is told; and of how the person was identified, not by which card.
  static void beginning(EventData data, Visit visit, @Nullable String override) {
    if (visit.evidence() != null) {
      data.text("evidence", visit.evidence().wireName());
    }
    if (visit.outsideHours()) {
      data.flag("outside_hours", true);
    }
    if (override != null) {
      data.flag("override", true);
    }
    data.text("reader", visit.reader());
    standing(data, visit);
  }

  /// A visit that is over.
  static void ending(EventData data, Visit visit) {
    data.time("arrived", visit.arrived());
    data.time("at", visit.departed() == null ? visit.arrived() : visit.departed());
    if (visit.ended() != null) {
      data.text("ended", visit.ended().wireName());
    }
    if (visit.ended() == Ended.CLOSING) {
      data.flag("estimated", true);
    }
    standing(data, visit);
  }

  /// Whose visit it is, and where.
  static void standing(EventData data, Visit visit) {
    Visitor visitor = visit.visitor();
    data.number("party", visit.party())
        .text("room", visit.room())
        .text("subject", visitor == null ? null : visitor.subject())
        .text("visit", Long.toString(visit.id()));
  }
}
