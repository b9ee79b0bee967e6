package daka.checkin;

import java.time.Instant;

/// A scan was refused. The payload is not kept.
public record ScanRefused(String reader, Refusal reason, Instant at) implements Happening.Aside {
  @Override
  public String type() {
    return "daka.scan.refused";
  }

  @Override
  public void tell(EventData data) {
    data.time("at", at).text("reader", reader).text("reason", reason.wireName());
  }
}
