package daka.kiosk;

import daka.checkin.StaffDesk;
import daka.config.Config;
import daka.config.ConfigWriter;
import daka.host.KioskClock;
import daka.host.RecentLog;
import daka.host.StorageWear;
import daka.plugged.I2cScan;
import daka.plugged.PluggedDevices;
import daka.reader.http.HttpReader;
import daka.screen.Entrance;
import daka.screen.Screen;
import daka.screen.SetupInvitation;
import daka.store.account.Accounts;
import daka.store.account.Passwords;
import daka.store.audit.AuditLog;
import daka.store.audit.SetAsideDeeds;
import daka.store.journal.Cursors;
import daka.store.register.PersonalCodes;
import daka.store.register.StaffCards;
import daka.store.register.WrongGuesses;
import daka.store.visits.DayLog;
import daka.store.visits.VisitLog;
import daka.upkeep.NightlyCopy;
import daka.upstream.Forwarder;
import daka.web.access.RecoveryCodes;
import daka.web.account.SignInRules;
import daka.web.admin.MachineApi;
import daka.web.admin.OfficeApi;
import daka.web.admin.ProofApi;
import daka.web.api.Api;
import daka.web.devices.AddingResource;
import daka.web.devices.Device;
import daka.web.devices.DevicesResource;
import daka.web.devices.PluggedList;
import daka.web.devices.ReaderTrials;
import daka.web.devices.TrialsResource;
import daka.web.door.AdministratorAtScreen;
import daka.web.door.KioskServer;
import daka.web.door.Recordings;
import daka.web.door.RecoveryTouch;
import daka.web.door.SetupTouches;
import daka.web.door.TypedNumbers;
import daka.web.door.Unlocking;
import daka.web.forwarding.ForwardingApi;
import daka.web.http.Resource;
import daka.web.metrics.KioskFigures;
import daka.web.settings.SettingsApi;
import daka.web.visits.RollCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    Api api =
        parts.add(
            new Api(
                vault.database(),
                vault.ledger(),
                staff,
                vault.fingerprints(),
                screen.sessions(),
                rules(invitation, recoveries),
                clock,
                config.centre().hours(),
                figures,
                new ConfigCentre(
                    config,
                    vault.database(),
                    vault.ledger()::rooms,
                    entrance.readerRooms(),
                    screen::roomsChanged)));
    List<Resource> more = new ArrayList<>(wiring.resources());
    List<Resource> office = office(api, devices);
    more.add(api);
    office.add(settings(api));
    office.add(forwarding(api, forwarders));
    CopyParts copies = new CopyParts(config, vault, clock, restart, copy);
    office.add(copies.plan(api.access()));
    office.add(copies.copies(api.access(), new Passwords(ownWords())));
    more.addAll(office);
    more.add(new SetupTouches(invitation));
    more.add(new RecoveryTouch(screen, accounts, recoveries));
    more.add(copies.restoring(new AdministratorAtScreen(screen, accounts)));
    more.addAll(ofPages(staffCards, entrance, screen));
    KioskServer server =
        parts.add(new KioskServer(opening.address(), screen, entrance, readers, health, more));
    warmUp.await();
    listen(server);
    opening.close();
    if (config.lan() != null) {
      FirstAdministrator first = new FirstAdministrator(config, accounts, invitation);
      LanPart.open(
              config, vault.dataKey(), clock, api, office, invitation::isOpen, first::invite, parts)
          .forEach(health::add);
      screen.invite(invitation);
    }
    return server;
  }

  private SettingsApi settings(Api api) {
    return new SettingsApi(
        api.access(),
        new AuditLog(vault.database()),
        config.file(),
        config.tag(),
        this::roomIds,
        restart);
  }

  private List<String> ownWords() {
    Config.Centre centre = config.centre();
    return List.of(centre.name(), centre.id(), config.kiosk().id());
  }

  private List<Resource> office(Api api, DeviceParts devices) {
    List<Resource> office = new ArrayList<>();
    office.add(today(api));
    AuditLog audit = new AuditLog(vault.database());
    office.add(
        new MachineApi(
            api.access(),
            audit,
            () -> StorageWear.of(config.kiosk().data()),
            RecentLog.ofProgram()));
    office.add(
        new ProofApi(api.access(), config.kiosk().data(), clock, config.centre().hours().zone()));
    PluggedDevices machine = new PluggedDevices();
    PluggedList plugged = new PluggedList(machine, devices.uses());
    List<Device> all = devices.all();
    ReaderTrials trials = parts.add(new ReaderTrials(devices.watched(), devices::tried, clock));
    office.add(new DevicesResource(api.access(), audit, all, plugged, new I2cScan(machine)));
    office.add(
        new TrialsResource(
            api.access(), audit, all, plugged, trials, config.centre().hours().zone()));
    office.add(
        new AddingResource(
            api.access(), audit, new ConfigWriter(config.file()), plugged, this::roomIds, restart));
    return office;
  }

  private Set<String> roomIds() {
    return vault.ledger().rooms().stream()
        .map(space -> space.room().id())
        .collect(Collectors.toSet());
  }

  private ForwardingApi forwarding(Api api, List<Forwarder> forwarders) {
    return new ForwardingApi(
        api.access(),
        new Cursors(vault.database()),
        new SetAsideDeeds(vault.database()),
        vault.ledger().journal()::head,
        forwarders.stream()
            .map(
                each ->
                    new ForwardingApi.Receiver(
                        each.name(), each::backlog, each::health, each::again))
            .toList(),
        config.centre().hours().zone());
  }

  private OfficeApi today(Api api) {
    return new OfficeApi(
        api.access(),
        new OfficeApi.Centre(
            config.centre().name(),
            config.centre().hours(),
            config.centre().languages(),
            Version.OF_PROGRAM,
            Version.besideJar("daka.cdx.json")),
        vault.ledger()::rooms,
        new DayLog(vault.database(), config.centre().hours()),
        new Cursors(vault.database()),
        health,
        clock);
  }

  private SignInRules rules(SetupInvitation invitation, RecoveryCodes recoveries) {
    return new SignInRules(
        config.centre().name(),
        ownWords(),
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
