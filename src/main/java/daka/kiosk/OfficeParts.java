package daka.kiosk;

import daka.checkin.StaffDesk;
import daka.config.Config;
import daka.config.ConfigWriter;
import daka.host.KioskClock;
import daka.host.RecentLog;
import daka.host.StorageWear;
import daka.host.Version;
import daka.plugged.I2cScan;
import daka.plugged.PluggedDevices;
import daka.screen.Entrance;
import daka.screen.Screen;
import daka.store.account.Passwords;
import daka.store.audit.AuditLog;
import daka.store.audit.ProofDeeds;
import daka.store.audit.SetAsideDeeds;
import daka.store.journal.Cursors;
import daka.store.visits.DayLog;
import daka.upstream.Forwarder;
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
import daka.web.forwarding.ForwardingApi;
import daka.web.http.Resource;
import daka.web.metrics.KioskFigures;
import daka.web.settings.SettingsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The API and what the office asks beside it.
///
/// @param rules of signing in
/// @param copies what answers for copies and the plan
/// @param devices that the office is told of
/// @param forwarders to the receivers of the journal
/// @param figures for `/metrics`
record OfficeParts(
    Config config,
    OpenedStore vault,
    KioskClock clock,
    KioskHealth health,
    KioskRestart restart,
    SignInRules rules,
    CopyParts copies,
    StaffDesk staff,
    Entrance entrance,
    Screen screen,
    DeviceParts devices,
    List<Forwarder> forwarders,
    KioskFigures figures) {

  /// What was made.
  ///
  /// @param beside what answers the office beside the API
  record Made(Api api, List<Resource> beside) {

    /// All of it.
    List<Resource> all() {
      List<Resource> all = new ArrayList<>(beside);
      all.add(api);
      return all;
    }
  }

  /// @param parts get what has to be closed again
  Made make(Parts parts) {
    Api api = parts.add(api());
    List<Resource> beside = new ArrayList<>();
    beside.add(today(api));
    beside.addAll(machine(api, parts));
    beside.add(settings(api));
    beside.add(forwarding(api));
    beside.add(copies.plan(api.access()));
    beside.add(copies.copies(api.access(), new Passwords(rules.ownWords())));
    beside.add(copies.first(api.access(), api.setupCode()));
    return new Made(api, beside);
  }

  private Api api() {
    return new Api(
        vault.database(),
        vault.ledger(),
        staff,
        vault.fingerprints(),
        screen.sessions(),
        rules,
        clock,
        config.centre().hours(),
        figures,
        new ConfigCentre(
            config,
            vault.database(),
            vault.ledger()::rooms,
            entrance.readerRooms(),
            screen::roomsChanged));
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

  private List<Resource> machine(Api api, Parts parts) {
    List<Resource> office = new ArrayList<>();
    AuditLog audit = new AuditLog(vault.database());
    office.add(
        new MachineApi(
            api.access(),
            audit,
            () -> StorageWear.of(config.kiosk().data()),
            RecentLog.ofProgram()));
    office.add(
        new ProofApi(
            api.access(),
            new ProofDeeds(vault.database()),
            config.kiosk().data(),
            clock,
            config.centre().hours().zone()));
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

  private SettingsApi settings(Api api) {
    return new SettingsApi(
        api.access(),
        new AuditLog(vault.database()),
        config.file(),
        config.tag(),
        this::roomIds,
        restart);
  }

  private ForwardingApi forwarding(Api api) {
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

  private Set<String> roomIds() {
    return vault.ledger().rooms().stream()
        .map(space -> space.room().id())
        .collect(Collectors.toSet());
  }
}
