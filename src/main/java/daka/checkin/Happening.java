package daka.checkin;

import java.util.List;

/// Something that happened and is journaled: one entry each. The visits are what the happenings, in
/// order, make of them.
///
/// Each kind is a record in a file of its own, which says what its event tells and what it makes of
/// visits. Whoever reads the journal takes an entry of a type that it does not know for one that
/// changes no visit, and goes on.
public sealed interface Happening
    permits Happening.Aside, Happening.OfVisits, ClockCorrected, EntriesDeleted {

  /// The type of its event, such as `daka.scan.refused`.
  String type();

  /// Tells what its event has as `data`.
  void tell(EventData data);

  /// Something that changes no visit; its type never begins with `daka.visit.`. Nobody else needs
  /// to know of it.
  non-sealed interface Aside extends Happening {}

  /// Something that changes visits. The proof and the salvage know its type as well
  /// (`event/VisitChange`), since they believe the journal alone.
  sealed interface OfVisits extends Happening
      permits VisitArrived,
          VisitMoved,
          VisitCorrected,
          VisitDeparted,
          VisitEstimated,
          VisitVoided,
          VisitReopened {

    /// What it makes of visits, in order.
    List<VisitEffect> effects();
  }
}
