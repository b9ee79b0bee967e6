package daka.kiosk;

import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.config.Bus;
import daka.config.CameraDevice;
import daka.config.ReaderConfig;
import daka.pi.Pi;
import daka.reader.AimReader;
import daka.reader.Reader;
import daka.reader.camera.CameraReader;
import daka.reader.camera.FramesReader;
import daka.reader.card.CardReader;
import daka.reader.code.Symbology;
import daka.reader.http.HttpReader;
import daka.reader.idcard.IdCardReader;
import daka.reader.keyboard.KeyboardReader;
import daka.reader.pcsc.PcscReader;
import daka.reader.pn532.Pn532Reader;
import daka.reader.rc522.Rc522Reader;
import daka.reader.serial.Engine;
import daka.reader.serial.GrowEngine;
import daka.reader.serial.HoneywellEngine;
import daka.reader.serial.NewlandEngine;
import daka.reader.serial.SerialReader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes the readers the config names.
public final class ReaderParts {
  /// How long to wait before a device that is missing is looked for again.
  private static final Duration RETRY = Duration.ofSeconds(1);

  /// The same for a device that a program is started for, which takes longer to say that it is
  /// missing.
  private static final Duration RETRY_PROGRAM = Duration.ofSeconds(5);

  private static final @Nullable CardKind SEVERAL_KINDS = null;

  private ReaderParts() {}

  /// @param pi opens the buses of those that are on one
  /// @param fingerprints for the readers that keep to themselves what they read
  public static List<Reader> of(List<ReaderConfig> configs, Pi pi, CardDigests fingerprints) {
    return configs.stream().map(config -> of(config, pi, fingerprints)).toList();
  }

  static Reader of(ReaderConfig config, Pi pi, CardDigests fingerprints) {
    return switch (config) {
      case ReaderConfig.Http(String id, @Nullable String room, var codes, boolean aim) ->
          new HttpReader(id, room, symbologies(codes), aim);
      case ReaderConfig.Frames(String id, @Nullable String room, var folder, int fps, var codes) ->
          new FramesReader(id, room, folder, fps, symbologies(codes), RETRY, System::nanoTime);
      case ReaderConfig.Serial(
              String id,
              @Nullable String room,
              var device,
              int baud,
              var engine,
              boolean aim) ->
          aim(
              aim,
              new SerialReader(
                  id, room, SEVERAL_KINDS, device, baud, engine(engine), RETRY, System::nanoTime));
      case ReaderConfig.IdCard(String id, @Nullable String room, var device) ->
          new IdCardReader(
              id, room, device, fingerprints, RETRY, IdCardReader.REST, System::nanoTime);
      case ReaderConfig.Keyboard(String id, @Nullable String room, var device, boolean aim) ->
          aim(aim, new KeyboardReader(id, room, SEVERAL_KINDS, device, RETRY));
      case ReaderConfig.Camera(
              String id,
              @Nullable String room,
              CameraDevice.Node(var path),
              var codes) ->
          CameraReader.at(path, id, room, symbologies(codes), RETRY, System::nanoTime);
      case ReaderConfig.Camera(
              String id,
              @Nullable String room,
              CameraDevice.Csi(int number),
              var codes) ->
          CameraReader.ofPi(number, id, room, symbologies(codes), RETRY_PROGRAM, System::nanoTime);
      case ReaderConfig.Pcsc(String id, @Nullable String room, String device) ->
          new PcscReader(id, room, device, RETRY, System::nanoTime);
      case ReaderConfig.Pn532(String id, @Nullable String room, Bus.I2c bus) ->
          Pn532Reader.overI2c(
              id,
              room,
              () -> pi.i2c(bus.number(), bus.address()),
              bus.toString(),
              RETRY,
              CardReader.REST,
              System::nanoTime);
      case ReaderConfig.Pn532(String id, @Nullable String room, Bus.Spi bus) ->
          Pn532Reader.overSpi(
              id,
              room,
              () -> pi.spi(bus.number(), bus.chipSelect(), Pn532Reader.HERTZ),
              bus.toString(),
              RETRY,
              CardReader.REST,
              System::nanoTime);
      case ReaderConfig.Rc522(String id, @Nullable String room, Bus.Spi bus) ->
          new Rc522Reader(
              id,
              room,
              () -> pi.spi(bus.number(), bus.chipSelect(), Rc522Reader.HERTZ),
              bus.toString(),
              RETRY,
              CardReader.REST,
              System::nanoTime);
    };
  }

  private static Reader aim(boolean prefixed, Reader reader) {
    return prefixed ? new AimReader(reader) : reader;
  }

  private static Set<Symbology> symbologies(List<ReaderConfig.Code> codes) {
    return codes.stream().map(ReaderParts::symbology).collect(Collectors.toUnmodifiableSet());
  }

  private static Symbology symbology(ReaderConfig.Code code) {
    return switch (code) {
      case QR -> Symbology.QR;
      case CODE_128 -> Symbology.CODE_128;
      case CODE_39 -> Symbology.CODE_39;
    };
  }

  private static @Nullable Engine engine(ReaderConfig.@Nullable Engine config) {
    if (config == null) {
      return null;
    }
    Engine.Look look =
        switch (config.trigger()) {
          case SENSE -> Engine.Look.SENSE;
          case CONTINUOUS -> Engine.Look.CONTINUOUS;
          case HOST -> Engine.Look.HOST;
        };
    return switch (config.make()) {
      case GROW -> new GrowEngine(look);
      case NEWLAND -> new NewlandEngine(look);
      case HONEYWELL -> new HoneywellEngine(look);
    };
  }
}
