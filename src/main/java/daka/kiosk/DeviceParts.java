package daka.kiosk;

import daka.checkin.CardDigests;
import daka.config.Bus;
import daka.config.CameraDevice;
import daka.config.Config;
import daka.config.ReaderConfig;
import daka.config.Signals;
import daka.pi.Pi;
import daka.reader.Reader;
import daka.reader.WatchedReaders;
import daka.signal.Attempt;
import daka.signal.Signal;
import daka.web.devices.Device;
import daka.web.devices.DeviceUse;
import daka.web.devices.NewReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The readers and signals of a running kiosk, and what the office is told of them.
///
/// @param readers in the order of the config
/// @param watched through which all that they read goes
record DeviceParts(
    Config config,
    Pi pi,
    CardDigests fingerprints,
    List<Reader> readers,
    List<Signal> signals,
    WatchedReaders watched) {

  /// Each device that the config names.
  List<Device> all() {
    List<Device> all = new ArrayList<>();
    for (int i = 0; i < readers.size(); i++) {
      all.add(reader(readers.get(i), config.readers().get(i)));
    }
    Map<String, Signal> byName = new HashMap<>();
    signals.forEach(signal -> byName.put(signal.health().name(), signal));
    described().forEach(each -> all.add(each.of(byName)));
    return all;
  }

  private static Device reader(Reader reader, ReaderConfig config) {
    boolean takesCards = !(config instanceof ReaderConfig.Http);
    return new Device(
        reader.health().name(),
        Device.Group.READER,
        kind(config),
        config.room(),
        where(config),
        reader::health,
        takesCards ? config.id() : null,
        List.of(),
        _ -> false);
  }

  private static String kind(ReaderConfig config) {
    return config.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String where(ReaderConfig config) {
    return switch (config) {
      case ReaderConfig.Keyboard keyboard -> keyboard.device().toString();
      case ReaderConfig.Serial serial -> serial.device().toString();
      case ReaderConfig.IdCard idCard -> idCard.device().toString();
      case ReaderConfig.Camera camera -> where(camera.device());
      case ReaderConfig.Pcsc pcsc -> pcsc.device();
      case ReaderConfig.Pn532 pn532 -> pn532.bus().toString();
      case ReaderConfig.Rc522 rc522 -> rc522.bus().toString();
      case ReaderConfig.Frames frames -> frames.device().toString();
      case ReaderConfig.Http _ -> "POST /api/v1/scans";
    };
  }

  private static String where(CameraDevice camera) {
    return switch (camera) {
      case CameraDevice.Node(Path path) -> path.toString();
      case CameraDevice.Csi(int number) -> "csi:" + number;
    };
  }

  /// A signal as the config has it.
  private record Described(
      String name, Device.Group group, String kind, @Nullable String room, String device) {
    Described(String name, String device) {
      this(name, Device.Group.SIGNAL, name, null, device);
    }

    Device of(Map<String, Signal> byName) {
      Signal signal = Objects.requireNonNull(byName.get(name), name);
      List<String> attempts = signal.attempts().stream().map(Attempt::wireName).toList();
      Predicate<String> attempt =
          wanted ->
              Arrays.stream(Attempt.values())
                  .filter(each -> each.wireName().equals(wanted))
                  .anyMatch(signal::attempt);
      return new Device(name, group, kind, room, device, signal::health, null, attempts, attempt);
    }
  }

  private List<Described> described() {
    Signals all = config.signals();
    List<Described> described = new ArrayList<>();
    if (all.door() != null) {
      described.add(new Described("door", "pin " + all.door().pin()));
    }
    if (all.lamps() != null) {
      String pins =
          Stream.of(all.lamps().red(), all.lamps().green())
              .filter(Objects::nonNull)
              .map(pin -> "pin " + pin)
              .collect(Collectors.joining(", "));
      described.add(new Described("lamps", pins));
    }
    if (all.beeper() != null) {
      described.add(
          new Described(
              "beeper", "pwmchip" + all.beeper().chip() + ", channel " + all.beeper().channel()));
    }
    if (all.callButton() != null) {
      described.add(new Described("call button", "pin " + all.callButton().pin()));
    }
    if (all.display() != null) {
      Path backlight = all.display().backlight();
      described.add(
          new Described(
              "display", backlight == null ? "" + all.display().output() : "" + backlight));
    }
    for (Signals.Panel panel : all.panels()) {
      described.add(
          new Described(
              "panel " + panel.room(),
              Device.Group.PANEL,
              panel.kind().name().toLowerCase(Locale.ROOT),
              panel.room(),
              new Bus.I2c(panel.bus(), panel.address()).toString()));
    }
    return described;
  }

  /// What the config has devices for.
  List<DeviceUse> uses() {
    List<DeviceUse> uses = new ArrayList<>();
    for (ReaderConfig reader : config.readers()) {
      String by = "reader " + reader.id();
      uses.add(
          switch (reader) {
            case ReaderConfig.Pn532(var _, @Nullable String _, Bus.I2c bus) -> use(bus, by);
            case ReaderConfig.Pn532(var _, @Nullable String _, Bus.Spi bus) ->
                new DeviceUse(bus.toString(), null, by);
            default -> new DeviceUse(where(reader), null, by);
          });
    }
    for (Signals.Panel panel : config.signals().panels()) {
      uses.add(use(new Bus.I2c(panel.bus(), panel.address()), "panel " + panel.room()));
    }
    return uses;
  }

  private static DeviceUse use(Bus.I2c bus, String by) {
    return new DeviceUse("/dev/i2c-" + bus.number(), bus.address(), by);
  }

  /// A reader that the config does not name, to be tried.
  Reader tried(NewReader asked) {
    return ReaderParts.of(List.of(TriedReader.config(asked)), pi, fingerprints).getFirst();
  }
}
