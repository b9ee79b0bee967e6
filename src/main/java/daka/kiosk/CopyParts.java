package daka.kiosk;

import daka.config.Config;
import daka.config.Problem;
import daka.host.KioskClock;
import daka.host.Sticks;
import daka.store.account.Passwords;
import daka.store.audit.AuditLog;
import daka.store.visits.PlannedRooms;
import daka.upkeep.NightlyCopy;
import daka.web.access.Access;
import daka.web.account.SetupCode;
import daka.web.copies.BroughtCopy;
import daka.web.copies.CopiesApi;
import daka.web.copies.LookedCopy;
import daka.web.copies.SetupRestore;
import daka.web.door.AdministratorAtScreen;
import daka.web.door.RestorableCopies;
import daka.web.door.RestoreTouches;
import daka.web.plan.PlanApi;
import java.time.ZoneId;

/// What answers for copies and for the plan of the centre.
///
/// @param restart what puts a changed config or a copy to use
/// @param nightly what makes the copy of the night
record CopyParts(
    Config config, OpenedStore vault, KioskClock clock, KioskRestart restart, NightlyCopy nightly) {

  private ZoneId zone() {
    return config.centre().hours().zone();
  }

  private AuditLog audit() {
    return new AuditLog(vault.database());
  }

  private BroughtCopy brought() {
    return new BroughtCopy(config.kiosk().data());
  }

  /// @param passwords what a passphrase may be
  CopiesApi copies(Access access, Passwords passwords) {
    return new CopiesApi(
        access, audit(), new AskedCopy(nightly), brought(), passwords, System::nanoTime, zone());
  }

  private LookedCopy.By looking() {
    return new LookedCopy.By(
        vault.database(),
        rooms -> config.unknownRooms(rooms).stream().map(Problem::value).toList(),
        zone());
  }

  /// @param code that the kiosk shows to whoever comes first
  SetupRestore first(Access access, SetupCode code) {
    return new SetupRestore(
        access, code, audit(), brought(), looking(), restart, clock, System::nanoTime, zone());
  }

  RestoreTouches restoring(AdministratorAtScreen administrators) {
    return new RestoreTouches(
        administrators,
        audit(),
        new RestorableCopies(nightly.file(), brought().file(), Sticks.ofThisMachine()::folders),
        brought(),
        looking(),
        restart,
        vault.undone() == null ? null : vault.undone().why(),
        clock,
        zone());
  }

  PlanApi plan(Access access) {
    return new PlanApi(
        access,
        audit(),
        config.file(),
        new PlannedRooms(vault.database(), vault.ledger()),
        vault.ledger()::rooms,
        ConfigCentre::told,
        restart,
        clock,
        zone());
  }
}
