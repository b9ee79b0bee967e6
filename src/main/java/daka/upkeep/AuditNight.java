package daka.upkeep;

import daka.checkin.Hours;
import daka.checkin.NotRecordedException;
import daka.host.ClockTrust;
import daka.store.audit.Asker;
import daka.store.audit.AuditLog;
import daka.store.audit.AuditReport;
import daka.store.audit.AuditRetention;
import daka.store.file.StoreException;
import daka.store.visits.SqliteLedger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.tinylog.Logger;

/// Once a day: has the journal tell how far the audit log has come, if it has, and deletes what is
/// two years old of it. Does nothing while nothing vouches for the clock. Not safe for several
/// threads.
public final class AuditNight {
  private final AuditLog log;
  private final AuditRetention retention;
  private final SqliteLedger ledger;
  private final Hours hours;
  private final InstantSource clock;
  private final Supplier<ClockTrust> trust;

  public AuditNight(
      AuditLog log,
      AuditRetention retention,
      SqliteLedger ledger,
      Hours hours,
      InstantSource clock,
      Supplier<ClockTrust> trust) {
    this.log = log;
    this.retention = retention;
    this.ledger = ledger;
    this.hours = hours;
    this.clock = clock;
    this.trust = trust;
  }

  /// Does it if it was not done today. What cannot be done now is done in a later round.
  public void check() {
    if (trust.get() == ClockTrust.UNKNOWN) {
      return;
    }
    try {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      LocalDate today = hours.day(now);
      LocalDate before = retention.looked();
      if (!today.equals(before)) {
        if (before != null) {
          report(now);
        }
        Asker.kiosk(clock, hours.zone()).run(() -> retain(today, now));
      }
    } catch (StoreException | NotRecordedException e) {
      Logger.warn("the audit log was not looked after: {}", e.getMessage());
    }
  }

  private void report(Instant now) throws NotRecordedException {
    AuditReport report = log.report();
    if (report.number() > 0) {
      ledger.record(
          transaction -> {
            transaction.append(report, now);
            return report;
          });
    }
  }

  private void retain(LocalDate today, Instant now) {
    long deleted = retention.run(today, now);
    if (deleted > 0) {
      Logger.info("{} audit entries of two years ago were deleted", deleted);
    }
  }
}
