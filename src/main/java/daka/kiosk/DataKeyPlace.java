package daka.kiosk;

import daka.config.Config;
import daka.health.Part;
import daka.host.Disk;
import daka.store.file.DataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the data key comes from, as `key` in `[data]` says, and whether it is out of reach of
/// somebody who takes the data folder's card.
public final class DataKeyPlace {
  /// What systemd calls it: `LoadCredentialEncrypted=daka.key:…`.
  static final String CREDENTIAL = "daka.key";

  private static final String PAGE = "deploy/docs/data-key.md";
  private static final String PART = "data key";

  /// The key that systemd seals credentials with on a machine without a TPM.
  private static final Path HOST_KEY = Path.of("/var/lib/systemd/credential.secret");

  private static final Path TPM = Path.of("/dev/tpmrm0");

  private final Config.@Nullable DataKeySource source;
  private final Path data;
  private final Map<String, String> environment;

  /// @param environment of the process, where systemd tells its folder
  public DataKeyPlace(Config config, Map<String, String> environment) {
    this(config.dataKey(), config.kiosk().data(), environment);
  }

  DataKeyPlace(Config.@Nullable DataKeySource source, Path data, Map<String, String> environment) {
    this.source = source;
    this.data = data;
    this.environment = environment;
  }

  /// Reads it.
  ///
  /// @throws StartException if it is not to be had; the message names the cure
  public DataKey read() throws StartException {
    return switch (source) {
      case null -> DataKey.NONE;
      case Config.DataKeySource.Credential() -> read(credential());
      case Config.DataKeySource.OfFile(Path file) -> read(file);
    };
  }

  private Path credential() throws StartException {
    String folder = environment.get("CREDENTIALS_DIRECTORY");
    if (folder == null || folder.isEmpty()) {
      throw new StartException(
          "the data key is to come from systemd, which gave none: start the kiosk by a unit with"
              + " LoadCredentialEncrypted="
              + CREDENTIAL
              + ":FILE, or run this by systemd-run -P -p the same; see "
              + PAGE);
    }
    return Path.of(folder, CREDENTIAL);
  }

  private static DataKey read(Path file) throws StartException {
    try {
      return DataKey.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new StartException(
          "the data key cannot be read (%s): connect what it is on, or bring it back; see %s"
              .formatted(e, PAGE),
          e);
    } catch (IllegalArgumentException e) {
      throw new StartException("%s: %s; see %s".formatted(file, e.getMessage(), PAGE), e);
    }
  }

  /// Whether the card alone is enough for a thief.
  public Part health() {
    return switch (source) {
      case null ->
          Part.ok(PART, "none: whoever has the data folder has its keys; " + PAGE + " says more");
      case Config.DataKeySource.Credential() ->
          isHostKeyBesideData()
              ? Part.warning(
                  PART,
                  "systemd's, but this machine has no TPM, and "
                      + HOST_KEY
                      + ", which opens it, is on the device of the data folder",
                  "Whoever has that device has both. Take a key file on another device, or a TPM;"
                      + " see "
                      + PAGE)
              : Part.ok(PART, "systemd's");
      case Config.DataKeySource.OfFile(Path file) ->
          isBesideData(file)
              ? Part.warning(
                  PART,
                  file + " is on the device of the data folder",
                  "Whoever has that device has both. Move it to another; see " + PAGE)
              : Part.ok(PART, file.toString());
    };
  }

  private boolean isHostKeyBesideData() {
    return !Files.exists(TPM) && Files.exists(HOST_KEY) && isBesideData(HOST_KEY);
  }

  private boolean isBesideData(Path file) {
    try {
      return Disk.of(file).equals(Disk.of(data));
    } catch (IOException _) {
      return false;
    }
  }
}
