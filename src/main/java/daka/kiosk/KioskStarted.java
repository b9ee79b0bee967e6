package daka.kiosk;

import daka.checkin.EventData;
import daka.checkin.Happening;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The kiosk started.
///
/// @param note what stands out about this start, such as a database that was set aside, or null
public record KioskStarted(String version, @Nullable String note, Instant at)
    implements Happening.Aside {
  @Override
  public String type() {
    return "daka.kiosk.started";
  }

  @Override
  public void tell(EventData data) {
    data.time("at", at);
    if (note != null) {
      data.text("note", note);
    }
    data.text("version", version);
  }
}
