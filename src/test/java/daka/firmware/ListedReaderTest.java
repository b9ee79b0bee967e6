package daka.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program by which udev finds a device in the centre's list of readers.
class ListedReaderTest {
  private static final String PORT = "platform-xhci-hcd.0-usb-0:1:1.0";
  private static final Map<String, String> SCANNER =
      Map.of(
          "ID_VENDOR_ID", "1a86",
          "ID_MODEL_ID", "e026",
          "ID_SERIAL_SHORT", "A1B2",
          "ID_PATH", PORT);

  @TempDir Path folder;

  @Test
  void a_reader_is_found_by_its_id_its_serial_number_or_its_port() throws Exception {
    assertEquals("DAKA_READER=1\nDAKA_NAME=door\n", found("# ours\n\n 1A86:E026\tdoor # note\n"));
    assertEquals("DAKA_READER=1\nDAKA_NAME=door\n", found("1a86:e026:a1b2 door\r\n"));
    assertEquals("DAKA_READER=1\nDAKA_NAME=door-2.b\n", found(PORT + " door-2.b"));
  }

  @Test
  void the_first_line_that_fits_counts() throws Exception {
    String list = "1a86:e026:OTHER far\n" + PORT + " near\n1a86:e026 any\n";
    assertEquals("DAKA_READER=1\nDAKA_NAME=near\n", found(list));
  }

  @Test
  void a_reader_needs_no_name_and_gets_none_that_leads_elsewhere() throws Exception {
    assertEquals("DAKA_READER=1\n", found("1a86:e026\n"));
    assertEquals("DAKA_READER=1\n", found("1a86:e026 ../sda\n"));
    assertEquals("DAKA_READER=1\n", found("1a86:e026 $(reboot)\n"));
  }

  @Test
  void nothing_else_is_a_reader() throws Exception {
    assertEquals("", found(""));
    assertEquals("", found("#1a86:e026 door\n1a86:e02 x\n1a86 y\n: z\n:: z\nplatform z\n.* z\n"));
    assertEquals("", run(folder.resolve("missing"), SCANNER));
    assertEquals("", run(list("1a86:e026\n: x\n:: x\n"), Map.of("ID_PATH", "")));
  }

  @Test
  void the_list_that_is_shipped_names_none() throws Exception {
    assertEquals("", run(Card.FOLDER.resolve("root/etc/daka/readers.list"), SCANNER));
  }

  private String found(String list) throws Exception {
    return run(list(list), SCANNER);
  }

  private Path list(String text) {
    Card.write(folder.resolve("readers.list"), text);
    return folder.resolve("readers.list");
  }

  private static String run(Path list, Map<String, String> properties) throws Exception {
    Path program = Card.FOLDER.resolve("root/usr/local/lib/daka/listed-reader");
    ProcessBuilder builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
    builder.environment().put("DAKA_LIST", list.toString());
    builder.environment().putAll(properties);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out;
  }
}
