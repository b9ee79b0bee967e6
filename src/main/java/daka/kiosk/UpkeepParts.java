package daka.kiosk;

import daka.config.Config;
import daka.host.ClockTrust;
import daka.host.KioskClock;
import daka.store.audit.AuditLog;
import daka.store.audit.AuditRetention;
import daka.store.file.StoreException;
import daka.store.person.Merges;
import daka.store.register.SlowPins;
import daka.store.visits.Retention;
import daka.upkeep.AuditNight;
import daka.upkeep.NightlyCopy;
import daka.upkeep.NightlyDeletion;
import daka.upkeep.PinUpgrade;
import daka.upkeep.RepeatedTask;
import daka.web.copies.BroughtCopy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.tinylog.Logger;

/// Begins what the kiosk does by itself while it runs.
///
/// @param health gets how the work of the night is
/// @param copy what makes it, each night and when somebody asks
/// @param parts get what has to be closed again
record UpkeepParts(
    Config config,
    OpenedStore vault,
    KioskClock clock,
    KioskHealth health,
    NightlyCopy copy,
    Parts parts) {
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration COPY_ROUND = Duration.ofMinutes(10);

  /// What makes the copy of the night.
  static NightlyCopy copy(Config config, KioskClock clock) {
    return new NightlyCopy(
        config.kiosk().data(),
        config.centre().hours(),
        clock,
        System::nanoTime,
        config.retention() != null);
  }

  /// Begins what is looked at every few seconds.
  void beginRounds(Runnable round) {
    parts.add(new RepeatedTask("rounds", ROUND, round));
  }

  /// Begins what is done at night: deletion, then the copy, which is made anew after it. PINs of a
  /// version before are taken over at once, beside the taps.
  void beginNights() {
    NightlyDeletion deletion = deletion();
    health.add(deletion::health);
    AuditNight audit = audit();
    health.add(copy::health);
    RepeatedTask night =
        parts.add(
            new RepeatedTask(
                "copy",
                COPY_ROUND,
                () -> {
                  forgetMerges();
                  forgetBrought();
                  audit.check();
                  deletion.check();
                  copy.check();
                }));
    copy.wokenBy(night::wake);
    parts.add(new PinUpgrade(new SlowPins(vault.database(), vault.fingerprints())));
  }

  /// What is kept of somebody to undo a merge goes with the day on which it can be undone no
  /// longer.
  private void forgetMerges() {
    if (clock.trust() == ClockTrust.UNKNOWN) {
      return;
    }
    try {
      new Merges(vault.database(), vault.ledger(), clock).forget();
    } catch (StoreException e) {
      Logger.warn("merges of long ago could not be forgotten: {}", e.getMessage());
    }
  }

  private void forgetBrought() {
    try {
      new BroughtCopy(config.kiosk().data()).forget(Instant.now());
    } catch (IOException e) {
      Logger.warn("a copy that was brought and not restored stays: {}", e.getMessage());
    }
  }

  private AuditNight audit() {
    return new AuditNight(
        new AuditLog(vault.database()),
        new AuditRetention(vault.database(), config.centre().hours().zone()),
        vault.ledger(),
        config.centre().hours(),
        clock,
        clock::trust);
  }

  private NightlyDeletion deletion() {
    Config.Retention terms = config.retention();
    Retention retention =
        terms == null
            ? null
            : new Retention(
                vault.database(),
                vault.ledger(),
                terms.days(),
                terms.residents(),
                ForwarderParts.cursors(config));
    return new NightlyDeletion(
        retention, terms == null ? 0 : terms.days(), config.centre().hours(), clock, clock::trust);
  }
}
