package daka.kiosk;

import daka.checkin.StaffDesk;
import daka.config.Config;
import daka.host.KioskClock;
import daka.reader.http.HttpReader;
import daka.screen.Entrance;
import daka.screen.Screen;
import daka.screen.SetupInvitation;
import daka.store.account.Accounts;
import daka.store.audit.AuditLog;
import daka.store.register.PersonalCodes;
import daka.store.register.StaffCards;
import daka.store.register.WrongGuesses;
import daka.store.visits.VisitLog;
import daka.upkeep.NightlyCopy;
import daka.upstream.Forwarder;
import daka.web.access.RecoveryCodes;
import daka.web.account.SignInRules;
import daka.web.door.AdministratorAtScreen;
import daka.web.door.KioskServer;
import daka.web.door.Recordings;
import daka.web.door.RecoveryTouch;
import daka.web.door.SetupTouches;
import daka.web.door.TypedNumbers;
import daka.web.door.Unlocking;
import daka.web.http.Once;
import daka.web.http.Resource;
import daka.web.metrics.KioskFigures;
import daka.web.visits.RollCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The two listeners and what they answer. Once the kiosk's own is open, taps can come.
///
/// @param health gets how the LAN's listener is
/// @param restart what puts changed settings to use
/// @param parts get what has to be closed again
record Listeners(
    Config config,
    OpenedStore vault,
    KioskClock clock,
    KioskHealth health,
    KioskRestart restart,
    Parts parts) {

  /// Opens the kiosk's own listener, then the LAN's if the config has one.
  ///
  /// @param devices that the office is told of
  /// @param forwarders to the receivers of the journal
  /// @param figures for `/metrics`
  /// @param copy of the night
  /// @param warmUp waited for before the first tap can come
  /// @param opening what has answered until now, and need not any more
  /// @throws StartException if the kiosk's own cannot listen; that the LAN's cannot is said in the
  ///   health
  KioskServer open(
      Wiring wiring,
      StaffDesk staff,
      StaffCards staffCards,
      Entrance entrance,
      Screen screen,
      Map<String, HttpReader> readers,
      DeviceParts devices,
      List<Forwarder> forwarders,
      KioskFigures figures,
      NightlyCopy copy,
      WarmUp warmUp,
      OpeningShown opening)
      throws StartException {
    SetupInvitation invitation = new SetupInvitation(System::nanoTime);
    RecoveryCodes recoveries = new RecoveryCodes(System::nanoTime);
    Accounts accounts = new Accounts(vault.database(), vault.fingerprints());
    CopyParts copies = new CopyParts(config, vault, clock, restart, copy);
    OfficeParts office =
        new OfficeParts(
            config,
            vault,
            clock,
            health,
            restart,
            rules(invitation, recoveries),
            copies,
            staff,
            entrance,
            screen,
            devices,
            forwarders,
            figures);
    Parts ofOffice = parts.add(new Parts());
    Once<OfficeParts.Made> made = new Once<>(() -> office.make(ofOffice));
    List<Resource> more = new ArrayList<>(wiring.resources());
    more.add(new SetupTouches(invitation));
    more.add(new RecoveryTouch(screen, accounts, recoveries));
    more.add(copies.restoring(new AdministratorAtScreen(screen, accounts)));
    more.addAll(ofPages(staffCards, entrance, screen));
    KioskServer server =
        parts.add(
            new KioskServer(
                opening.address(),
                screen,
                entrance,
                readers,
                health,
                more,
                () -> made.get().all()));
    warmUp.await();
    listen(server);
    opening.close();
    if (config.lan() != null) {
      FirstAdministrator first = new FirstAdministrator(config, accounts, invitation);
      LanPart.open(
              config, vault.dataKey(), clock, made.get(), invitation::isOpen, first::invite, parts)
          .forEach(health::add);
      screen.invite(invitation);
    }
    return server;
  }

  private SignInRules rules(SetupInvitation invitation, RecoveryCodes recoveries) {
    return new SignInRules(
        config.centre().name(),
        List.of(config.centre().name(), config.centre().id(), config.kiosk().id()),
        config.lan() != null && config.lan().adminsNeedOtp(),
        invitation,
        recoveries,
        System::nanoTime);
  }

  /// What only the kiosk's own pages ask.
  private List<Resource> ofPages(StaffCards staffCards, Entrance entrance, Screen screen) {
    WrongGuesses guesses = new WrongGuesses(vault.database());
    PersonalCodes codes =
        config.centre().personalCode()
            ? new PersonalCodes(vault.database(), vault.fingerprints())
            : null;
    return List.of(
        new Recordings(config.sound().recordings()),
        new RollCall(new VisitLog(vault.database()), clock, config.centre().hours().zone()),
        new TypedNumbers(entrance, codes, guesses, clock, System::nanoTime),
        parts.add(
            new Unlocking(
                new AuditLog(vault.database()),
                staffCards,
                guesses,
                screen,
                config.centre().hours(),
                clock,
                System::nanoTime)));
  }

  private void listen(KioskServer server) throws StartException {
    try {
      server.start();
    } catch (RuntimeException e) {
      throw new StartException(
          "listening on "
              + config.kiosk().listen()
              + ": "
              + e.getMessage()
              + ". Stop the program that listens there, or take another port in kiosk.listen",
          e);
    }
  }
}
