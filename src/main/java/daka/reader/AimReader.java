package daka.reader;

import daka.checkin.Scan;
import daka.health.Part;

/// A reader of which the config says that it sends an [AimPrefix] before each code.
///
/// @param reader what reads
public record AimReader(Reader reader) implements Reader {

  @Override
  public String id() {
    return reader.id();
  }

  @Override
  public void start(ScanReceiver desk) {
    reader.start(
        new ScanReceiver() {
          @Override
          public void scan(Scan scan) {
            desk.scan(AimPrefix.without(scan));
          }

          @Override
          public void unreadable(String id) {
            desk.unreadable(id);
          }
        });
  }

  @Override
  public Part health() {
    return reader.health();
  }

  @Override
  public void close() {
    reader.close();
  }
}
