package daka.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said where nothing can be opened. What can be is tried on the virtual Pi.
class PiTest {
  @TempDir Path folder;

  @Test
  void on_a_machine_that_is_no_pi_everything_says_so_and_can_be_asked_again() throws IOException {
    assumeFalse(isPi());
    try (Pi pi = new Pi()) {
      List<Executable> openings =
          List.of(
              () -> pi.output(22, "relay", Level.LOW),
              () -> pi.input(23, "button", InputPin.Pull.UP, Duration.ofMillis(30), _ -> {}),
              () -> pi.pwm(0, 0),
              () -> pi.i2c(1, 0x24),
              () -> pi.spi(0, 0, 1_000_000));
      for (Executable opening : openings) {
        for (int i = 0; i < 2; i++) {
          PiException said = assertThrows(PiException.class, opening);
          assertTrue(said.message().startsWith("this is no Raspberry Pi"), said.message());
          assertTrue(said.cure().startsWith("Run the kiosk on a Raspberry Pi"), said.cure());
        }
      }
    }
  }

  private static boolean isPi() throws IOException {
    Path model = Path.of("/proc/device-tree/model");
    return Files.exists(model) && Files.readString(model).contains("Raspberry Pi");
  }

  @Test
  void one_that_is_closed_opens_nothing_and_is_closed_again_without_harm() {
    Pi pi = new Pi();
    pi.close();
    pi.close();
    assertThrows(PiException.class, () -> pi.i2c(1, 0x24));
  }

  @ParameterizedTest
  @CsvSource({
    "c_gpiod_line_request_output failed: Device or resource busy, another program has it",
    "Permission denied, may not be used",
    "path '/dev/i2c-1' is not readable., may not be used",
    "Remote I/O error, nothing answers",
    "No such device or address, nothing answers",
    "Couldn't identify suitable gpiochip, there is no gpiochip of a Raspberry Pi",
    "something nobody foresaw, failed",
  })
  void what_pi4j_throws_is_told_by_its_innermost_text_with_a_cure(String text, String told) {
    RuntimeException thrown =
        new IllegalStateException("Failed to initialize IO", new IOException(text));
    PiException said = Failures.of("pin 22", thrown);
    assertTrue(said.message().contains(told), said.message());
    assertTrue(said.message().contains(text), said.message());
    assertFalse(said.cure().isBlank());
  }

  @Test
  void a_native_library_that_cannot_be_loaded_is_told_as_that() {
    PiException said = Failures.of("pin 22", new UnsatisfiedLinkError("failed to map segment"));
    assertTrue(said.message().contains("native library"), said.message());
    assertTrue(said.cure().contains("noexec"), said.cure());
  }

  @Test
  void whether_the_kernel_keeps_outputs_is_read_from_its_drivers() throws IOException {
    assertFalse(KeptOutputs.in(folder));
    for (String driver : List.of("pinctrl_bcm2835", "pinctrl_rp1")) {
      Path parameters = Files.createDirectories(folder.resolve(driver).resolve("parameters"));
      Path parameter = parameters.resolve("persist_gpio_outputs");
      Files.writeString(parameter, "Y\n");
      assertTrue(KeptOutputs.in(folder), driver);
      Files.writeString(parameter, "N\n");
      assertEquals(false, KeptOutputs.in(folder), driver);
    }
  }
}
