package daka.checkin;

import java.time.Instant;
import java.util.List;

/// A departure never was: the visit is open again.
public record VisitReopened(Visit visit, Instant at) implements Happening.OfVisits {
  @Override
  public String type() {
    return "daka.visit.voided";
  }

  @Override
  public void tell(EventData data) {
    data.time("at", at);
    VisitMembers.standing(data, visit);
    data.text("voids", "departure");
  }

  @Override
  public List<VisitEffect> effects() {
    return List.of(new VisitEffect.Reopen(visit));
  }
}
