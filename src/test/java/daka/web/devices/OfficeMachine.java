package daka.web.devices;

import daka.checkin.Scan;
import daka.config.ConfigWriter;
import daka.health.Part;
import daka.host.RecentLog;
import daka.host.StorageWear;
import daka.kiosk.KioskRestart;
import daka.plugged.I2cScan;
import daka.plugged.PluggedDevices;
import daka.plugged.PluggedMachine;
import daka.reader.Heard;
import daka.reader.Reader;
import daka.reader.WatchedReaders;
import daka.reader.keyboard.KeyboardReader;
import daka.reader.serial.SerialReader;
import daka.store.OpenStore;
import daka.store.audit.AuditLog;
import daka.store.audit.ProofDeeds;
import daka.web.admin.MachineApi;
import daka.web.admin.ProofApi;
import daka.web.api.Api;
import daka.web.http.Resource;
import daka.web.settings.Restart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A kiosk with a reader that is gone, one that takes cards, lamps, a beeper that is lost and a
/// panel, and what is plugged into the machine beside them.
public final class OfficeMachine implements AutoCloseable {
  private static final Duration RETRY = Duration.ofMillis(20);

  public final PluggedMachine plugged;

  /// What the storage says.
  public volatile StorageWear wear = new StorageWear.Untold("mmcblk0", StorageWear.Kind.SD);

  /// How often the kiosk was to be put together anew.
  public final Restart restart = new KioskRestart();

  /// What the lamps have shown.
  public final List<String> shown = new CopyOnWriteArrayList<>();

  /// Takes what is presented at the readers in use.
  public final Heard desk = new Heard();

  private final WatchedReaders watched = new WatchedReaders(desk);
  private final ReaderTrials trials;

  /// @param root of the machine
  public OfficeMachine(Path root, OpenStore store) {
    plugged =
        new PluggedMachine(root)
            .file(
                "daka.toml",
                """
                # Ours.
                [centre]
                id = "yimin"
                name = "益民社区邻里中心"
                hours = "08:30-21:00"

                [kiosk]
                id = "entrance"
                room = "hall"
                data = "."

                [[reader]]  # at the counter
                id = "counter"
                kind = "keyboard"
                device = "/dev/input/by-id/usb-Counter-event-kbd"
                """);
    trials = new ReaderTrials(watched, this::reader, store::now);
  }

  /// The config file.
  public Path config() {
    return plugged.root().resolve("daka.toml");
  }

  public List<Resource> resources(OpenStore store, Api api) {
    AuditLog audit = new AuditLog(store.database);
    PluggedDevices machine = new PluggedDevices(plugged.root());
    PluggedList list = new PluggedList(machine, uses());
    return List.of(
        new MachineApi(api.access(), audit, () -> wear, RecentLog.ofProgram()),
        new ProofApi(
            api.access(),
            new ProofDeeds(store.database),
            store.database.file().resolveSibling(""),
            store::now,
            OpenStore.HOURS.zone()),
        new DevicesResource(api.access(), audit, devices(), list, new I2cScan(machine)),
        new TrialsResource(api.access(), audit, devices(), list, trials, OpenStore.HOURS.zone()),
        new AddingResource(
            api.access(),
            audit,
            new ConfigWriter(config()),
            list,
            () -> Set.of("hall", "sports"),
            restart));
  }

  /// What the config would have devices for.
  private static List<DeviceUse> uses() {
    return List.of(
        new DeviceUse("/dev/input/by-id/usb-Counter-event-kbd", null, "reader counter"),
        new DeviceUse("/dev/i2c-1", 0x3c, "panel sports"));
  }

  private List<Device> devices() {
    Part gone = Part.failed("reader counter", "gone", "Plug it in.");
    Part lost = Part.failed("beeper", "no PWM", "Switch it on.");
    return List.of(
        reader("reader counter", "keyboard", null, "/dev/input/by-id/usb-Counter-event-kbd", gone),
        reader("reader door", "pcsc", "sports", "ACS ACR122U", Part.ok("reader door", "reads")),
        signal("lamps", "pin 17, pin 27", Part.ok("lamps", "red on pin 17"), "red", "green"),
        signal("beeper", "pwmchip0, channel 0", lost, "beep"),
        new Device(
            "panel sports",
            Device.Group.PANEL,
            "ssd1306",
            "sports",
            "/dev/i2c-1, address 0x3c",
            () -> Part.ok("panel sports", "shows"),
            null,
            List.of(),
            _ -> false));
  }

  private static Device reader(
      String name, String kind, @Nullable String room, String device, Part part) {
    return new Device(
        name,
        Device.Group.READER,
        kind,
        room,
        device,
        () -> part,
        name.substring("reader ".length()),
        List.of(),
        _ -> false);
  }

  private Device signal(String name, String device, Part part, String... attempts) {
    return new Device(
        name,
        Device.Group.SIGNAL,
        name,
        null,
        device,
        () -> part,
        null,
        List.of(attempts),
        wanted -> part.state() == Part.State.OK && shown.add(wanted));
  }

  /// A reader of the kinds that tests can plug in.
  private Reader reader(NewReader asked) {
    Path device = plugged.root().resolve(asked.device().device().substring(1));
    return asked.kind().equals("keyboard")
        ? new KeyboardReader("trial", null, null, device, RETRY)
        : new SerialReader(
            "trial",
            null,
            null,
            device,
            asked.baud() == null ? SerialReader.DEFAULT_BAUD : asked.baud(),
            null,
            RETRY,
            System::nanoTime);
  }

  /// Something is presented at a reader in use.
  public void present(Scan scan) {
    watched.scan(scan);
  }

  /// The same, and nobody can read it.
  public void unreadable(String reader) {
    watched.unreadable(reader);
  }

  @Override
  public void close() {
    trials.close();
  }
}
