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
import java.time.Duration;
import org.tinylog.Logger;

/// Begins what the kiosk does by itself while it runs.
///
/// @param health gets how the work of the night is
/// @param parts get what has to be closed again
record UpkeepParts(
    Config config, OpenedStore vault, KioskClock clock, KioskHealth health, Parts parts) {
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration COPY_ROUND = Duration.ofMinutes(10);

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
    NightlyCopy copy =
        new NightlyCopy(
            config.kiosk().data(),
            config.centre().hours(),
            clock,
            System::nanoTime,
            config.retention() != null);
    health.add(copy::health);
    parts.add(
        new RepeatedTask(
            "copy",
            COPY_ROUND,
            () -> {
              forgetMerges();
              audit.check();
              deletion.check();
              copy.check();
            }));
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
