package daka.checkin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A visit never was: it was undone, or staff took it back.
///
/// @param continued the visit that is open again because the move away from it was undone, or null
public record VisitVoided(Visit visit, @Nullable Visit continued, Instant at)
    implements Happening.OfVisits {
  @Override
  public String type() {
    return "daka.visit.voided";
  }

  @Override
  public void tell(EventData data) {
    data.time("at", at);
    if (continued != null) {
      data.text("continued", Long.toString(continued.id()));
    }
    VisitMembers.standing(data, visit);
    data.text("voids", "visit");
  }

  @Override
  public List<VisitEffect> effects() {
    VisitEffect never = new VisitEffect.TakeBack(visit);
    return continued == null ? List.of(never) : List.of(never, new VisitEffect.Reopen(continued));
  }
}
