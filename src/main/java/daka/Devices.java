package daka;

import daka.checkin.CardKind;
import daka.config.CameraDevice;
import daka.config.ReaderConfig;
import daka.reader.CameraReader;
import daka.reader.FramesReader;
import daka.reader.HttpReader;
import daka.reader.KeyboardReader;
import daka.reader.Reader;
import daka.reader.SerialReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the readers the config names.
final class Devices {
  /// How long to wait before a device that is missing is looked for again.
  private static final Duration RETRY = Duration.ofSeconds(1);

  private static final @Nullable CardKind SEVERAL_KINDS = null;

  private Devices() {}

  /// @throws StartException if a reader is of a kind this version does not have
  static List<Reader> of(List<ReaderConfig> configs) throws StartException {
    List<Reader> readers = new ArrayList<>();
    for (ReaderConfig config : configs) {
      readers.add(of(config));
    }
    return readers;
  }

  private static Reader of(ReaderConfig config) throws StartException {
    return switch (config) {
      case ReaderConfig.Http(String id, @Nullable String room) -> new HttpReader(id, room);
      case ReaderConfig.Frames(String id, @Nullable String room, var folder, int fps) ->
          new FramesReader(id, room, folder, fps, RETRY, System::nanoTime);
      case ReaderConfig.Serial(String id, @Nullable String room, var device, int baud) ->
          new SerialReader(id, room, SEVERAL_KINDS, device, baud, RETRY, System::nanoTime);
      case ReaderConfig.Keyboard(String id, @Nullable String room, var device) ->
          new KeyboardReader(id, room, SEVERAL_KINDS, device, RETRY);
      case ReaderConfig.Camera(String id, @Nullable String room, CameraDevice.Node(var path)) ->
          CameraReader.at(path, id, room, RETRY, System::nanoTime);
      case ReaderConfig.Camera(String id, @Nullable String room, CameraDevice.Csi(int number)) ->
          CameraReader.atConnector(number, id, room, RETRY, System::nanoTime);
      case ReaderConfig.Pcsc _, ReaderConfig.Pn532 _, ReaderConfig.Rc522 _ ->
          throw new StartException(
              "reader "
                  + config.id()
                  + " is of kind "
                  + config.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)
                  + ", which this version cannot drive yet: use keyboard, serial, frames or http");
    };
  }
}
