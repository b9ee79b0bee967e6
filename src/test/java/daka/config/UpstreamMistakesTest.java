package daka.config;

import static daka.config.MistakenConfig.VALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.config.MistakenConfig.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpstreamMistakesTest {
  private static final String PIN = "ab".repeat(32);

  @TempDir Path folder;
  private MistakenConfig config = new MistakenConfig(Path.of(""));
  private Path file = Path.of("");

  @BeforeEach
  void place() {
    config = new MistakenConfig(folder);
    file = config.file();
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            "[upstream]",
            "[audit]\nsyslog = \"https://log.lan\"\n[upstream]",
            ":21: audit.syslog = \"https://log.lan\": expected where syslog is taken by TLS"),
        new Mistake(
            "[upstream]",
            "[audit]\nsyslog = \"tls://log.lan/here\"\n[upstream]",
            ":21: audit.syslog = \"tls://log.lan/here\": expected where syslog is taken by TLS"),
        new Mistake(
            "[upstream]",
            "[audit]\nsyslog-ca = \"no.pem\"\n[upstream]",
            ":20: audit.syslog is missing: expected where syslog is taken by TLS"),
        new Mistake(
            "url = \"https://town.example/events\"",
            "url = \"mqtt://town.example\"",
            ":21: upstream.url = \"mqtt://town.example\": expected an http or https URL"),
        new Mistake(
            "url = \"https://town.example/events\"",
            "url = \"https:///events\"",
            ":21: upstream.url = \"https:///events\": expected an http or https URL"),
        new Mistake(
            "url = \"https://town.example/events\"",
            "url = \"https://me:hush@town.example/\"",
            ":21: upstream.url = \"https://…@town.example/\": expected an http or https URL"),
        new Mistake(
            "url = \"https://town.example/events\"",
            "",
            ":20: upstream.url is missing: expected an http or https URL"),
        new Mistake(
            "gzip = true",
            "gzip = \"yes\"",
            ":22: upstream.gzip = \"yes\": expected true or false"),
        new Mistake(
            "gzip = true",
            "pin-sha256 = \"AB:CD\"",
            ":22: upstream.pin-sha256 = \"AB:CD\": expected 64 hexadecimal digits"),
        new Mistake(
            "gzip = true",
            "ca-file = \"none.pem\"",
            ":22: upstream.ca-file = \"none.pem\": expected the path of a file that holds the"
                + " certificates that are trusted, and there is none that the kiosk may read: "),
        new Mistake(
            "gzip = true",
            "ca-file = \"daka.toml\"\npin-sha256 = \"" + PIN + "\"",
            ":23: upstream.pin-sha256 = \"" + PIN + "\": expected either ca-file or pin-sha256"),
        new Mistake(
            "gzip = true",
            "cert-file = \"daka.toml\"",
            ":22: upstream.cert-file = \"daka.toml\": expected a key-file beside it"),
        new Mistake(
            "gzip = true",
            "key-file = \"daka.toml\"",
            ":22: upstream.key-file = \"daka.toml\": expected a cert-file beside it"),
        new Mistake(
            "gzip = true",
            "[mqtt]\nurl = \"https://town.example\"",
            ":23: mqtt.url = \"https://town.example\": expected the URL of an MQTT broker"),
        new Mistake(
            "gzip = true",
            "[mqtt]\nurl = \"mqtt://town.example\"\npin-sha256 = \"" + PIN + "\"",
            ":24: mqtt.pin-sha256 = \"" + PIN + "\": expected a secure url"),
        new Mistake(
            "gzip = true",
            "[mqtt]\nurl = \"mqtts://town.example\"\npassword-file = \"daka.toml\"",
            ":24: mqtt.password-file = \"daka.toml\": expected a username beside it"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_answered_by_line_value_and_what_was_expected(Mistake mistake)
      throws IOException {
    config.assertAnswered(mistake);
  }

  @Test
  void a_secret_that_others_may_read_or_that_is_empty_is_refused() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(
        List.of(
            file
                + ":23: upstream.token-file = \"token\": expected the path of a file that holds the"
                + " town's token for the kiosk only, but its mode is rw-r--r--; chmod o-rwx "
                + token),
        config.invalid(VALID + "token-file = \"token\"\n"));

    Files.writeString(token, "");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    assertTrue(
        config
            .invalid(VALID + "token-file = \"token\"\n")
            .getFirst()
            .contains("but it is empty; write"));
    assertTrue(
        config
            .invalid(VALID + "token-file = \".\"\n")
            .getFirst()
            .contains("there is no such file"));
  }
}
