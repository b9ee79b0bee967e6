package daka.config;

import daka.checkin.Hours;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the config file says, with the defaults filled in. Relative paths in the file count from
/// the folder the file is in.
///
/// @param readers in the order of the file; may be empty
/// @param signals what is driven beside the screen; nothing unless said otherwise
/// @param sound with the defaults if the file has no such section
/// @param lan null if the LAN is not served
/// @param upstream null if nothing is forwarded by HTTP
/// @param mqtt null if nothing is published
/// @param retention null if all is kept for ever
/// @param audit null if the audit log goes to no other machine
/// @param dataKey where the key comes from that seals those of the data folder; null if they are
///   not sealed
/// @param mentions the rooms the file names, and where
/// @param file it was read from
/// @param tag of what stood there, see [ConfigWriter.Snapshot]
public record Config(
    Centre centre,
    Kiosk kiosk,
    List<ReaderConfig> readers,
    Signals signals,
    Sound sound,
    @Nullable Lan lan,
    @Nullable Upstream upstream,
    @Nullable Mqtt mqtt,
    @Nullable Retention retention,
    @Nullable Audit audit,
    @Nullable DataKeySource dataKey,
    List<RoomMention> mentions,
    Path file,
    String tag) {

  /// The languages the screens speak.
  public static final List<String> LANGUAGES = List.of("zh-Hans", "zh-Hant", "en");

  /// `[centre]`: the building.
  ///
  /// @param id a slug, unique in the town
  /// @param hours when it is open, in its own time zone, `Asia/Shanghai` unless said otherwise
  /// @param afterClosing for how long a tap of somebody whose visit closing ended is the departure;
  ///   120 minutes unless said otherwise, zero if it never is
  /// @param languages some of [#LANGUAGES], the centre's own first; all unless said otherwise
  /// @param capacity how many people it holds; `Integer.MAX_VALUE` unless said otherwise
  /// @param townKeyFile the key that makes pseudonyms the same in all centres of the town; null if
  ///   the centre keeps its pseudonyms to itself
  /// @param personalCode whether a number that is typed at the screen needs the four digits of its
  ///   holder; false unless said otherwise
  public record Centre(
      String id,
      String name,
      Hours hours,
      Duration afterClosing,
      List<String> languages,
      int capacity,
      @Nullable Path townKeyFile,
      boolean personalCode) {}

  /// `[kiosk]`: this machine.
  ///
  /// @param id a slug, unique in the centre
  /// @param room the id of the room a tap is registered to when nothing else is chosen
  /// @param data the folder of the database, `/var/lib/daka` unless said otherwise
  /// @param listen for the kiosk's own browser, always a loopback address, `127.0.0.1:8080` unless
  ///   said otherwise; port 0 takes any free one
  public record Kiosk(String id, String room, Path data, InetSocketAddress listen) {}

  /// `[sound]`: what is heard at the kiosk.
  ///
  /// @param volume from 0, which is silence, to 100; 70 unless said otherwise
  /// @param recordings the folder of the centre's own recordings of the spoken prompts; null if it
  ///   has none
  public record Sound(int volume, @Nullable Path recordings) {}

  /// `[lan]`: what the centre's network reaches.
  ///
  /// @param listen `0.0.0.0:8443` unless said otherwise; port 0 takes any free one
  /// @param names names and addresses by which the kiosk is reached, beside those it knows itself;
  ///   none unless said otherwise
  /// @param adminsNeedOtp whether administrators who sign in need a second factor; false unless
  ///   `second-factor` is `admin`
  public record Lan(InetSocketAddress listen, List<String> names, boolean adminsNeedOtp) {}

  /// `[upstream]`: whom the journal is forwarded to.
  ///
  /// @param url http or https
  /// @param tokenFile the file that holds the bearer token; null if the town wants none
  /// @param gzip whether batches are compressed; false unless said otherwise
  public record Upstream(URI url, @Nullable Path tokenFile, Tls tls, boolean gzip) {}

  /// `[mqtt]`: the broker the journal is published to, beside `[upstream]` or instead of it.
  ///
  /// @param url mqtt or mqtts
  /// @param username null if the broker wants none
  /// @param passwordFile the file that holds the password; null if the broker wants none
  public record Mqtt(URI url, @Nullable String username, @Nullable Path passwordFile, Tls tls) {}

  /// What stands in `[upstream]` and `[mqtt]` about secure connections.
  ///
  /// @param caFile certificates in PEM that are trusted; null for those of the system
  /// @param pin SHA-256 of the one certificate that is trusted, in lower-case hexadecimal digits;
  ///   null if there is none
  /// @param certificateFile the kiosk's own certificate, in PEM; null if it shows none
  /// @param keyFile the key to it; null if it shows none
  public record Tls(
      @Nullable Path caFile,
      @Nullable String pin,
      @Nullable Path certificateFile,
      @Nullable Path keyFile) {}

  /// `[retention]`: how long visits and journal are kept. What is deleted cannot be brought back,
  /// and how long it has to be kept is for the centre to know, so nothing is deleted without this
  /// section.
  ///
  /// @param days how long after every upstream has it, at least 1
  /// @param residents whether residents who have no visit left are deleted too; false unless said
  ///   otherwise, since they would have to be registered again
  public record Retention(int days, boolean residents) {}

  /// `[audit]`: the other machine that the audit log goes to.
  ///
  /// @param syslog where it takes syslog by TLS, such as `tls://log.lan:6514`
  /// @param caFile certificates in PEM of which one must have signed its own; null for those that
  ///   the system trusts
  public record Audit(URI syslog, @Nullable Path caFile) {}

  /// `[data]`: where the data key comes from.
  public sealed interface DataKeySource {
    /// `key = "systemd-creds"`: from systemd, which keeps it sealed.
    record Credential() implements DataKeySource {}

    /// `key = "/path"`: from a file on another device.
    record OfFile(Path file) implements DataKeySource {}
  }

  /// A place in the file that names a room.
  ///
  /// @param room the id of the room
  /// @param file the config file
  /// @param line counted from 1
  /// @param key such as `reader.room`
  public record RoomMention(String room, Path file, int line, String key) {}

  /// What came of reading a config file.
  public sealed interface Outcome {}

  /// The file can be used.
  public record Valid(Config config) implements Outcome {}

  /// The file cannot be used.
  ///
  /// @param problems all that is wrong with it, in the order of its lines; never empty
  public record Invalid(List<Problem> problems) implements Outcome {}

  /// Reads a config file. Whatever the file holds, this answers and does not throw.
  ///
  /// Where the file is not TOML, keys that seem to be missing or unknown are not reported, since
  /// the broken line may be the reason.
  public static Outcome read(Path file) {
    return new ConfigFile(file).read();
  }

  /// Reads a config file as if it held these bytes.
  public static Outcome read(Path file, byte[] bytes) {
    return new ConfigFile(file).read(bytes);
  }

  /// What may stand in a config file that holds these bytes: each key once for each table it may
  /// stand in, in the order they are read. Keys of tables that are not there are told, too.
  public static List<Setting> settings(Path file, byte[] bytes) {
    return Settings.of(file, bytes);
  }

  /// The mentions of rooms that do not exist.
  ///
  /// @param rooms the ids of the rooms there are
  public List<Problem> unknownRooms(Set<String> rooms) {
    String known = "the id of a room: " + String.join(", ", rooms.stream().sorted().toList());
    return mentions.stream()
        .filter(mention -> !rooms.contains(mention.room()))
        .map(
            mention ->
                new Problem(
                    mention.file(),
                    mention.line(),
                    mention.key(),
                    Printable.of(mention.room()),
                    known + Spelling.hint(mention.room(), rooms)))
        .toList();
  }
}
