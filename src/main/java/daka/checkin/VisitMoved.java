package daka.checkin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A visitor went to another room: one visit ended as [Ended#MOVED] and the next began.
///
/// @param override why staff moved the visitor although there was no space, or null
public record VisitMoved(Visit left, Visit entered, @Nullable String override)
    implements Happening.OfVisits {
  @Override
  public String type() {
    return "daka.visit.moved";
  }

  @Override
  public void tell(EventData data) {
    data.time("at", entered.arrived()).text("from", Long.toString(left.id()));
    VisitMembers.beginning(data, entered, override);
  }

  @Override
  public List<VisitEffect> effects() {
    return List.of(new VisitEffect.End(left), new VisitEffect.Begin(entered, override));
  }
}
