package daka.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import daka.check.FreePort;
import daka.config.Config;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoConfigTest {
  @TempDir Path folder;

  @Test
  void the_office_is_as_far_above_the_kiosk_as_usual() throws Exception {
    int port = FreePort.pick(DemoConfig.ABOVE);
    Config config = read(DemoConfig.in(folder, port));
    assertEquals(port, config.kiosk().listen().getPort());
    assertEquals(port + DemoConfig.ABOVE, office(config));
  }

  @Test
  void a_port_that_is_taken_is_not_that_of_the_office() throws Exception {
    int port = FreePort.pick(DemoConfig.ABOVE);
    try (ServerSocket _ =
        new ServerSocket(port + DemoConfig.ABOVE, 1, InetAddress.getLoopbackAddress())) {
      Config config = read(DemoConfig.in(folder, port));
      assertNotEquals(port + DemoConfig.ABOVE, office(config));
      assertNotEquals(0, office(config));
    }
  }

  @Test
  void the_last_ports_have_an_office_too() throws Exception {
    assertNotEquals(0, office(read(DemoConfig.in(folder, 65_535))));
  }

  @Test
  void what_somebody_wrote_into_it_stays_while_the_port_is_the_same() throws Exception {
    int port = FreePort.pick(DemoConfig.ABOVE);
    Path file = DemoConfig.in(folder, port);
    String edited = Files.readString(file).replace("08:30-21:00", "07:00-22:00") + "# mine\n";
    Files.writeString(file, edited);
    DemoConfig.in(folder, port);
    assertEquals(edited, Files.readString(file));
    assertEquals(0, read(DemoConfig.in(folder, 0)).kiosk().listen().getPort());
  }

  @Test
  void a_mistake_in_it_is_left_for_its_writer_to_see() throws Exception {
    Files.writeString(folder.resolve("daka.toml"), "[centre\n");
    Path file = DemoConfig.in(folder, 8080);
    assertEquals("[centre\n", Files.readString(file));
  }

  private static Config read(Path file) {
    return assertInstanceOf(Config.Valid.class, Config.read(file)).config();
  }

  private static int office(Config config) {
    Config.Lan lan = config.lan();
    assertNotNull(lan);
    return lan.listen().getPort();
  }
}
