package daka.kiosk;

import java.io.Serial;
import java.nio.file.Path;

/// The config file is another one than the kiosk was started by: it is to be read again.
final class ConfigTakenBackException extends StartException {
  @Serial private static final long serialVersionUID = 1L;

  ConfigTakenBackException(Path file) {
    super(file + " was made again what it was before a plan that was interrupted: start again");
  }
}
