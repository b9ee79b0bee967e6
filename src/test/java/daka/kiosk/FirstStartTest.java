package daka.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.config.Config;
import daka.config.FirstConfig;
import daka.config.ReaderConfig;
import daka.plugged.PluggedDevices;
import daka.plugged.PluggedMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
  private static final Path EXAMPLE = Path.of("deploy", "daka.toml");

  @TempDir Path folder;
  private Path file = Path.of("");
  private PluggedMachine machine = new PluggedMachine(Path.of(""));

  @BeforeEach
  void place() {
    file = folder.resolve("daka.toml");
    machine = new PluggedMachine(folder.resolve("machine"));
  }

  @Test
  void a_kiosk_without_a_config_gets_one_that_it_can_start_with_and_whose_office_is_reached()
      throws Exception {
    begin();
    Config config = read();
    assertEquals(List.of(), config.readers());
    assertNotNull(config.lan());
    assertEquals(8443, config.lan().listen().getPort());
    assertEquals("centre", config.centre().id());
    assertEquals(Path.of("/var/lib/daka"), config.kiosk().data());
  }

  @Test
  void each_setting_of_the_example_has_its_word_there() throws Exception {
    begin();
    List<String> written = Files.readAllLines(file).stream().map(FirstStartTest::on).toList();
    for (String line : Files.readAllLines(EXAMPLE)) {
      String name = on(line).replaceAll(" *[=].*", "");
      assertTrue(written.stream().anyMatch(each -> each.startsWith(name)), line);
    }
  }

  @Test
  void what_is_plugged_in_stands_there_as_readers_that_need_only_be_switched_on() throws Exception {
    machine.types(3, "SM SM-2D PRODUCT HID KBW", "usb-SM_SM-2D-event-kbd");
    begin();
    assertEquals(List.of(), read().readers());
    String text = Files.readString(file);
    assertTrue(text.contains("\n# SM SM-2D PRODUCT HID KBW\n#[[reader]]\n"), text);
    int at = text.indexOf("# What was plugged in");
    Files.writeString(
        file, text.substring(0, at) + text.substring(at).replaceAll("(?m)^#([a-z\\[])", "$1"));
    ReaderConfig reader = read().readers().getFirst();
    assertEquals(
        Path.of("/dev/input/by-id/usb-SM_SM-2D-event-kbd"),
        assertInstanceOf(ReaderConfig.Keyboard.class, reader).device());
  }

  @Test
  void what_a_device_calls_itself_cannot_write_settings() throws Exception {
    machine.types(3, "x\n[upstream]\nurl = \"http://evil/\"", "usb-x-event-kbd");
    begin();
    Config config = read();
    assertEquals(null, config.upstream());
    assertEquals(List.of(), config.readers());
  }

  @Test
  void a_config_that_is_there_is_left_alone_even_with_a_mistake() throws Exception {
    Files.writeString(file, "[centre");
    begin();
    assertEquals("[centre", Files.readString(file));
  }

  @Test
  void only_the_kiosks_user_and_its_group_read_it() throws Exception {
    begin();
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var left = Files.list(folder)) {
      assertEquals(List.of(file), left.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void without_a_folder_it_says_what_was_being_done_and_the_cure() {
    FirstConfig config = new FirstConfig(folder.resolve("none/daka.toml"), EXAMPLE);
    String said =
        String.valueOf(
            assertThrows(
                    StartException.class,
                    () -> FirstStart.writeConfig(config, new PluggedDevices(machine.root())))
                .getMessage());
    assertTrue(said.startsWith("writing a first config to "), said);
    assertTrue(said.endsWith("or write it by hand"), said);
    assertFalse(Files.exists(config.file()));
  }

  private void begin() throws StartException {
    FirstStart.writeConfig(new FirstConfig(file, EXAMPLE), new PluggedDevices(machine.root()));
  }

  private Config read() {
    return assertInstanceOf(Config.Valid.class, Config.read(file)).config();
  }

  private static String on(String line) {
    return line.replaceFirst("^#", "");
  }
}
