package daka.checkin;

import java.time.Instant;
import java.util.List;

/// A visit was registered to the wrong room and now stands in the right one.
public record VisitCorrected(Visit visit, String fromRoom, Instant at)
    implements Happening.OfVisits {
  @Override
  public String type() {
    return "daka.visit.moved";
  }

  @Override
  public void tell(EventData data) {
    data.time("at", at).flag("corrected", true).text("from", fromRoom);
    VisitMembers.standing(data, visit);
  }

  @Override
  public List<VisitEffect> effects() {
    return List.of(new VisitEffect.Place(visit, fromRoom));
  }
}
