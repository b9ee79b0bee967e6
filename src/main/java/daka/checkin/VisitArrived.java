package daka.checkin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A visit began.
///
/// @param override why staff let the visitor in although there was no space, or null
public record VisitArrived(Visit visit, @Nullable String override) implements Happening.OfVisits {
  @Override
  public String type() {
    return "daka.visit.arrived";
  }

  @Override
  public void tell(EventData data) {
    data.time("at", visit.arrived());
    VisitMembers.beginning(data, visit, override);
  }

  @Override
  public List<VisitEffect> effects() {
    return List.of(new VisitEffect.Begin(visit, override));
  }
}
