package daka.checkin;

import java.util.List;

/// The departure of a visit that had ended at closing time was estimated anew, because its arrival
/// was put right.
public record VisitEstimated(Visit visit) implements Happening.OfVisits {
  @Override
  public String type() {
    return "daka.visit.departed";
  }

  @Override
  public void tell(EventData data) {
    VisitMembers.ending(data, visit);
  }

  @Override
  public List<VisitEffect> effects() {
    return List.of(new VisitEffect.Estimate(visit));
  }
}
