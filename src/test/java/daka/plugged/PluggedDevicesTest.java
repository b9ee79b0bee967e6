package daka.plugged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.plugged.Plugged.Form;
import daka.plugged.Plugged.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found in what the kernel says.
class PluggedDevicesTest {
  @TempDir Path root;
  private PluggedMachine machine;

  @BeforeEach
  void make() {
    machine = new PluggedMachine(root);
  }

  private List<Plugged> found() {
    return new PluggedDevices(root).look().devices();
  }

  @Test
  void a_scanner_that_types_is_told_by_its_lasting_name_and_may_be_a_reader() {
    machine.types(3, "HID Barcode Scanner", "usb-HID_Barcode-event-kbd");
    assertEquals(
        List.of(
            new Plugged(
                Kind.INPUT,
                "/dev/input/by-id/usb-HID_Barcode-event-kbd",
                "HID Barcode Scanner",
                Form.TYPES,
                List.of("keyboard"),
                null)),
        found());
  }

  @Test
  void mice_touch_screens_and_buttons_are_told_and_are_no_readers() {
    machine
        .input(0, "pwr_button", "10000000000000 0", "0", "0")
        .input(1, "USB Mouse", "1f0000 0 0 0 0", "903", "0")
        .input(2, "raspberrypi-ts", "400 0 0 0 0 0", "0", "260800000000003");
    assertEquals(
        List.of(Form.BUTTONS, Form.POINTER, Form.TOUCH),
        found().stream().map(Plugged::form).toList());
    assertTrue(found().stream().allMatch(each -> each.fits().isEmpty()));
    assertEquals("/dev/input/event1", found().get(1).device());
  }

  @Test
  void a_serial_port_on_usb_has_the_name_of_its_maker() {
    machine
        .usbSerial("ttyUSB0", "FTDI", "FT232R USB UART", "usb-FTDI_FT232R-if00-port0")
        .file("dev/ttyUSB0", "");
    assertEquals(
        List.of(
            new Plugged(
                Kind.SERIAL,
                "/dev/serial/by-id/usb-FTDI_FT232R-if00-port0",
                "FTDI FT232R USB UART",
                Form.USB_SERIAL,
                List.of("serial", "idcard"),
                null)),
        found());
  }

  @Test
  void ports_the_machine_has_not_are_left_out_and_that_of_the_console_is_taken() {
    machine
        .uart("ttyS0", "4")
        .uart("ttyS1", "0")
        .file("sys/class/tty/tty1/uevent", "")
        .file("sys/class/tty/console/active", "tty0 ttyS0\n");
    Plugged only = found().getFirst();
    assertEquals(1, found().size());
    assertEquals("/dev/ttyS0", only.device());
    assertEquals(Form.UART, only.form());
    assertEquals("console", only.taken());
  }

  @Test
  void cameras_are_told_and_the_codecs_of_the_pi_are_not() {
    machine
        .video("video0", "HD Webcam: HD Webcam", "0")
        .video("video1", "HD Webcam: HD Webcam", "1")
        .video("video10", "bcm2835-codec-decode", "0")
        .video("video2", "unicam-image", "0")
        .video("video20", "pispbe-input", "0")
        .video("v4l-subdev0", "imx708_wide 10-001a", "")
        .video("v4l-subdev1", "dw9807 10-000c", "")
        .link("dev/v4l/by-id/usb-HD_Webcam-video-index0", "../../video0");
    assertEquals(
        List.of("/dev/v4l/by-id/usb-HD_Webcam-video-index0", "csi:0"),
        found().stream().map(Plugged::device).sorted().toList());
    assertTrue(found().stream().anyMatch(each -> each.name().equals("imx708_wide")));
  }

  @Test
  void buses_are_told_and_a_pi_without_any_has_the_cure() {
    machine.pi();
    PluggedDevices.Unasked unasked = new PluggedDevices(root).look().unasked().getFirst();
    assertEquals(Kind.I2C, unasked.kind());
    assertTrue(unasked.cure().contains("firmware-config"));
    machine.i2c(1, "bcm2835 (i2c@7e804000)").file("sys/class/spidev/spidev0.0/uevent", "");
    assertEquals(
        List.of("/dev/i2c-1", "/dev/spidev0.0"), found().stream().map(Plugged::device).toList());
    assertEquals(List.of("rc522", "pn532"), found().get(1).fits());
    assertTrue(new PluggedDevices(root).look().unasked().isEmpty());
  }

  @Test
  void a_card_reader_that_no_service_drives_has_the_cure() {
    machine.file("sys/bus/usb/devices/1-2:1.0/bInterfaceClass", "0b\n");
    PluggedDevices.Unasked unasked = new PluggedDevices(root).look().unasked().getFirst();
    assertEquals(Kind.PCSC, unasked.kind());
    assertTrue(unasked.cure().contains("pcscd"));
  }

  @Test
  void a_machine_that_says_nothing_has_nothing() {
    assertEquals(new PluggedDevices.Found(List.of(), List.of()), new PluggedDevices(root).look());
  }

  @Test
  void no_node_is_opened_for_it() throws IOException {
    machine.types(3, "Scanner", "usb-Scanner-event-kbd").uart("ttyS0", "4");
    machine.video("video0", "Webcam", "0");
    Path[] nodes = {
      root.resolve("dev/input/event3"), root.resolve("dev/ttyS0"), root.resolve("dev/video0")
    };
    for (Path node : nodes) {
      Files.delete(node);
      Files.createSymbolicLink(node, Path.of("/nowhere/that/opens"));
    }
    assertEquals(3, found().size());
  }

  @Test
  void whatever_stands_in_the_kernels_files_is_taken_for_text() {
    Random random = new Random(20_261_201);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      String noise = new String(bytes, StandardCharsets.ISO_8859_1);
      machine.input(i % 4, noise, noise, noise, noise).uart("ttyS" + i % 3, noise);
      machine.video("video" + i % 5, noise, noise).i2c(i % 2, noise);
      machine.file("sys/class/tty/console/active", noise);
      for (Plugged each : found()) {
        assertTrue(each.name().chars().noneMatch(Character::isISOControl), each::toString);
      }
    }
  }

  @Test
  void the_machine_that_this_runs_on_is_looked_at_without_harm() throws IOException {
    long before = descriptors();
    PluggedDevices.Found here = new PluggedDevices().look();
    assertTrue(here.devices().stream().allMatch(each -> !each.device().isEmpty()));
    assertEquals(before, descriptors());
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
