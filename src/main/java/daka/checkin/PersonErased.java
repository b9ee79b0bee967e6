package daka.checkin;

import java.time.Instant;

/// Nobody here knows any longer whose pseudonym this is. Whoever has data by it may have to erase
/// that too.
///
/// @param subject the pseudonym
public record PersonErased(Instant at, String subject) implements Happening.Aside {
  @Override
  public String type() {
    return "daka.person.erased";
  }

  @Override
  public void tell(EventData data) {
    data.time("at", at).text("subject", subject);
  }
}
