package daka.config;

import daka.config.Config.Audit;
import daka.config.Config.Centre;
import daka.config.Config.DataKeySource;
import daka.config.Config.Kiosk;
import daka.config.Config.Lan;
import daka.config.Config.Mqtt;
import daka.config.Config.Retention;
import daka.config.Config.RoomMention;
import daka.config.Config.Sound;
import daka.config.Config.Tls;
import daka.config.Config.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may stand where in the file.
final class Layout {
  private static final InetSocketAddress KIOSK =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8080);
  private static final Form<String> SECOND_FACTOR = Forms.word(List.of("admin", "own-choice"));

  private static final InetSocketAddress LAN =
      new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 8443);

  private final Problems problems;
  private final PathForms paths;
  private final String tag;
  private final List<RoomMention> mentions = new ArrayList<>();

  /// @param tag of what the file holds
  Layout(Problems problems, PathForms paths, String tag) {
    this.problems = problems;
    this.paths = paths;
    this.tag = tag;
  }

  /// Reads the whole file. The answer is of use only if there are no problems.
  Config config(Section file) {
    Centre centre = centre(file.section("centre"));
    Kiosk kiosk = kiosk(file.section("kiosk"));
    ReaderForms forms = new ReaderForms(paths);
    List<ReaderConfig> readers = new ArrayList<>();
    for (Section section : file.sections("reader")) {
      ReaderConfig reader = forms.reader(section);
      readers.add(reader);
      mention(reader.room(), section);
    }
    Signals signals = new SignalForms(paths, this::mention).signals(file);
    Sound sound = sound(file.section("sound"));
    Lan lan = file.has("lan") ? lan(file.section("lan"), kiosk) : null;
    Upstream upstream = file.has("upstream") ? upstream(file.section("upstream")) : null;
    Mqtt mqtt = file.has("mqtt") ? mqtt(file.section("mqtt")) : null;
    Retention retention = file.has("retention") ? retention(file.section("retention")) : null;
    Audit audit = file.has("audit") ? audit(file.section("audit")) : null;
    DataKeySource dataKey = file.has("data") ? data(file.section("data")) : null;
    file.close();
    return new Config(
        centre,
        kiosk,
        List.copyOf(readers),
        signals,
        sound,
        lan,
        upstream,
        mqtt,
        retention,
        audit,
        dataKey,
        List.copyOf(mentions),
        problems.file(),
        tag);
  }

  private Centre centre(Section section) {
    String id = section.required("id", Forms.SLUG);
    String name = section.required("name", Forms.TEXT);
    ZoneId zone = section.optional("zone", Forms.ZONE, ZoneId.of("Asia/Shanghai"));
    var hours = HoursForms.hours(section, zone);
    var languages = section.optional("languages", Forms.words(Config.LANGUAGES), Config.LANGUAGES);
    int capacity =
        section.optional("capacity", Forms.number(1, Integer.MAX_VALUE), Integer.MAX_VALUE);
    int afterClosing = section.optional("after-closing", Forms.number(0, 720), 120);
    Path townKey = section.optional("town-key-file", paths.secret("the town's key"));
    boolean personalCode = section.optional("personal-code", Forms.FLAG, false);
    section.close();
    return new Centre(
        id,
        name,
        hours,
        Duration.ofMinutes(afterClosing),
        languages,
        capacity,
        townKey,
        personalCode);
  }

  private Kiosk kiosk(Section section) {
    String id = section.required("id", Forms.SLUG);
    String room = section.required("room", Forms.SLUG);
    mention(room, section);
    Path data =
        section.optional(
            "data", paths.path("the path of the data folder"), Path.of("/var/lib/daka"));
    InetSocketAddress listen = section.optional("listen", Addresses.LOOPBACK_LISTEN, KIOSK);
    section.close();
    return new Kiosk(id, room, data, listen);
  }

  private void mention(@Nullable String room, Section section) {
    if (room != null && section.has("room")) {
      mentions.add(
          new RoomMention(room, problems.file(), section.line("room"), section.name("room")));
    }
  }

  private Sound sound(Section section) {
    int volume = section.optional("volume", Forms.number(0, 100), 70);
    Path recordings = section.optional("recordings", paths.folder("the centre's recordings"));
    section.close();
    return new Sound(volume, recordings);
  }

  private Lan lan(Section section, Kiosk kiosk) {
    InetSocketAddress listen = section.optional("listen", Addresses.LISTEN, LAN);
    int port = kiosk.listen().getPort();
    if (section.isSound("listen") && port != 0 && listen.getPort() == port) {
      section.wrong("listen", "another port than that of kiosk.listen, " + port);
    }
    List<String> names = section.optional("names", Addresses.NAMES, List.of());
    String factor = section.optional("second-factor", SECOND_FACTOR, "own-choice");
    section.close();
    return new Lan(listen, names, factor.equals("admin"));
  }

  private Upstream upstream(Section section) {
    var url = section.required("url", Addresses.URL);
    Path tokenFile = section.optional("token-file", paths.secret("the town's token"));
    Tls tls = tls(section, "https".equalsIgnoreCase(url.getScheme()));
    boolean gzip = section.optional("gzip", Forms.FLAG, false);
    section.close();
    return new Upstream(url, tokenFile, tls, gzip);
  }

  private Mqtt mqtt(Section section) {
    var url = section.required("url", Addresses.MQTT_URL);
    String username = section.optional("username", Forms.TEXT);
    Path passwordFile = section.optional("password-file", paths.secret("the broker's password"));
    if (passwordFile != null && username == null) {
      section.wrong("password-file", "a username beside it");
    }
    Tls tls = tls(section, "mqtts".equalsIgnoreCase(url.getScheme()));
    section.close();
    return new Mqtt(url, username, passwordFile, tls);
  }

  private Tls tls(Section section, boolean secure) {
    Path caFile = section.optional("ca-file", paths.file("the certificates that are trusted"));
    String pin = section.optional("pin-sha256", Forms.SHA256);
    Path certificate = section.optional("cert-file", paths.file("the kiosk's own certificate"));
    Path key = section.optional("key-file", paths.secret("the key to the kiosk's certificate"));
    if (caFile != null && pin != null) {
      section.wrong("pin-sha256", "either ca-file or pin-sha256, not both");
    }
    if (certificate != null && key == null) {
      section.wrong("cert-file", "a key-file beside it");
    }
    if (key != null && certificate == null) {
      section.wrong("key-file", "a cert-file beside it");
    }
    for (String name : List.of("ca-file", "pin-sha256", "cert-file", "key-file")) {
      if (!secure && section.isSound(name)) {
        section.wrong(name, "a secure url, or not to stand here");
      }
    }
    return new Tls(caFile, pin, certificate, key);
  }

  private DataKeySource data(Section section) {
    DataKeySource key = section.required("key", paths.dataKey());
    section.close();
    return key;
  }

  private Audit audit(Section section) {
    var syslog = section.required("syslog", Addresses.SYSLOG_URL);
    Path caFile = section.optional("syslog-ca", paths.file("the certificates that are trusted"));
    section.close();
    return new Audit(syslog, caFile);
  }

  private static Retention retention(Section section) {
    int days = section.required("days", Forms.number(1, 36_500));
    boolean residents = section.optional("residents", Forms.FLAG, false);
    section.close();
    return new Retention(days, residents);
  }
}
