package daka.config;

import daka.config.MistakenConfig.Mistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KioskMistakesTest {
  @TempDir Path folder;
  private MistakenConfig config = new MistakenConfig(Path.of(""));

  @BeforeEach
  void place() {
    config = new MistakenConfig(folder);
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            "room = \"hall\"",
            "room = [\"hall\"]",
            ":10: kiosk.room = [\"hall\"]: expected a short name"),
        new Mistake(
            "data = \"/var/lib/daka\"",
            "data = \"\"",
            ":11: kiosk.data = \"\": expected the path of the data folder"),
        new Mistake(
            "data = \"/var/lib/daka\"",
            "data = \"a\\u0000b\"",
            ":11: kiosk.data = \"a\\u0000b\": expected the path of the data folder"),
        new Mistake(
            "data = \"/var/lib/daka\"",
            "data = \"a\\nb\"",
            ":11: kiosk.data = \"a\\u000ab\": expected the path of the data folder"),
        new Mistake(
            "listen = \"127.0.0.1:8080\"",
            "listen = \"0.0.0.0:8080\"",
            ":12: kiosk.listen = \"0.0.0.0:8080\": expected a loopback address"),
        new Mistake(
            "listen = \"127.0.0.1:8080\"",
            "listen = \"127.0.0.1:80800\"",
            ":12: kiosk.listen = \"127.0.0.1:80800\": expected a loopback address"),
        new Mistake(
            "listen = \"127.0.0.1:8080\"",
            "lisen = \"127.0.0.1:8080\"",
            ":12: kiosk.lisen = \"127.0.0.1:8080\": expected one of the keys id, room, data,"
                + " listen; did you mean listen?"),
        new Mistake(
            "listen = \"127.0.0.1:8080\"",
            "listen = 8080",
            ":12: kiosk.listen = 8080: expected a loopback address"),
        new Mistake(
            "listen = \"0.0.0.0:8443\"",
            "listen = \"everywhere:8443\"",
            ":19: lan.listen = \"everywhere:8443\": expected an IP address and a port"),
        new Mistake(
            "listen = \"0.0.0.0:8443\"",
            "listen = \"0.0.0.0\"",
            ":19: lan.listen = \"0.0.0.0\": expected an IP address and a port"),
        new Mistake(
            "listen = \"0.0.0.0:8443\"",
            "names = [\"cn\"]",
            ":19: lan.names = [\"cn\"]: expected a list of at most 16 names and IP addresses"),
        new Mistake(
            "listen = \"0.0.0.0:8443\"",
            "names = [\"*.kiosk.lan\"]",
            ":19: lan.names = [\"*.kiosk.lan\"]: expected a list of at most 16 names and IP"
                + " addresses"),
        new Mistake(
            "listen = \"0.0.0.0:8443\"",
            "names = [\"1.2.3\"]",
            ":19: lan.names = [\"1.2.3\"]: expected a list of at most 16 names and IP addresses"),
        new Mistake(
            "listen = \"0.0.0.0:8443\"",
            "names = [\"300.1.2.3\"]",
            ":19: lan.names = [\"300.1.2.3\"]: expected a list of at most 16 names and IP"
                + " addresses"),
        new Mistake(
            "listen = \"0.0.0.0:8443\"",
            "names = \"kiosk.lan\"",
            ":19: lan.names = \"kiosk.lan\": expected a list of at most 16 names and IP addresses"),
        new Mistake(
            "[upstream]",
            "[data]\nkey = \"/no/such/stick/daka.key\"\n[upstream]",
            ":21: data.key = \"/no/such/stick/daka.key\": expected \"systemd-creds\", or the path"
                + " of a file on another device that holds the data key, and there is no such"
                + " file"),
        new Mistake(
            "[upstream]",
            "[data]\nkey = 7\n[upstream]",
            ":21: data.key = 7: expected \"systemd-creds\""),
        new Mistake("[upstream]", "[data]\n[upstream]", ":20: data.key is missing"),
        new Mistake(
            "listen = \"0.0.0.0:8443\"",
            "listen = \"0.0.0.0:8080\"",
            ":19: lan.listen = \"0.0.0.0:8080\": expected another port than that of kiosk.listen,"
                + " 8080"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_answered_by_line_value_and_what_was_expected(Mistake mistake)
      throws IOException {
    config.assertAnswered(mistake);
  }
}
