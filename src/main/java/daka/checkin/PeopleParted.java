package daka.checkin;

import java.time.Instant;

/// Two pseudonyms that were told to be one person ([PeopleMerged]) are of two people after all.
///
/// @param subject what the one is called from now on
/// @param parted what the other is called from now on
public record PeopleParted(Instant at, String subject, String parted) implements Happening.Aside {
  @Override
  public String type() {
    return "daka.person.parted";
  }

  @Override
  public void tell(EventData data) {
    data.time("at", at).text("parted", parted).text("subject", subject);
  }
}
