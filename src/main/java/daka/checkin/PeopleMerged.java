package daka.checkin;

import java.time.Instant;

/// Two pseudonyms turned out to be one person: what is told of either is of that person. No visit
/// changes by it.
///
/// @param subject what the person is called from now on
/// @param merged what else the person was called
public record PeopleMerged(Instant at, String subject, String merged) implements Happening.Aside {
  @Override
  public String type() {
    return "daka.person.merged";
  }

  @Override
  public void tell(EventData data) {
    data.time("at", at).text("merged", merged).text("subject", subject);
  }
}
