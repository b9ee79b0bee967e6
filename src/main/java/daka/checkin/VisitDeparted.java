package daka.checkin;

import java.util.List;

/// A visit ended.
public record VisitDeparted(Visit visit) implements Happening.OfVisits {
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
    return List.of(new VisitEffect.End(visit));
  }
}
