package daka.reader.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.health.Part;
import daka.reader.Heard;
import daka.reader.Reader;
import daka.reader.code.DrawnCode;
import daka.reader.code.Symbology;
import daka.reader.image.Luminance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A camera whose frames come through the pipe of a program, as the Pi's own do; and what is no
/// camera. USB cameras are looked at in the virtual Pi.
class CameraReaderTest {
  private static final Duration RETRY = Duration.ofMillis(5);

  @TempDir Path folder;
  private final Heard desk = new Heard();
  private final AtomicLong skipped = new AtomicLong();

  @ParameterizedTest
  @ValueSource(ints = {640, 600, 642})
  void a_code_is_read_from_rows_however_they_are_padded(int width) throws IOException {
    FakeRpicam camera = FakeRpicam.playing(folder, width).show("A");
    try (Reader reader = reader(camera)) {
      reader.start(desk);
      desk.await("A");
      assertEquals(new Scan("window", "hall", CardKind.QR, "A"), desk.scans().getFirst());
      Heard.await(reader, Part.State.OK);
      assertEquals(
          "looks at %d × 480, 15 frames a second from the Pi's camera 1 by rpicam-vid"
              .formatted(width),
          reader.health().detail());
    }
  }

  @Test
  void the_program_is_asked_for_plain_frames_of_this_camera() throws IOException {
    FakeRpicam camera = FakeRpicam.playing(folder, 640).show(DrawnCode.paper(640, 480));
    try (Reader reader = reader(camera)) {
      reader.start(desk);
      Heard.await(reader, Part.State.OK);
      assertEquals(
          "--nopreview --camera=1 --width=640 --height=480 --framerate=15 --timeout=0"
              + " --codec=yuv420 --flush --output=-",
          camera.options());
    }
  }

  @Test
  void a_code_held_in_view_is_one_scan() throws IOException {
    FakeRpicam camera =
        FakeRpicam.that(
            folder,
            640,
            """
            for i in $(seq 40); do cat $frame; done
            cat other.yuv
            sleep 100
            """);
    camera.show("B");
    Files.move(folder.resolve("frame.yuv"), folder.resolve("other.yuv"));
    camera.show("A");
    try (Reader reader = reader(camera)) {
      reader.start(desk);
      desk.await("B");
      assertEquals(List.of("A", "B"), desk.payloads());
    }
  }

  /// Each time it is pulled in the middle of a frame that shows the code.
  @Test
  void fifty_unplugs_in_mid_scan_double_no_scan_and_lose_nothing() throws IOException {
    FakeRpicam camera =
        FakeRpicam.that(
            folder,
            640,
            """
            if [ $run -gt 50 ]; then frame=other.yuv; fi
            cat $frame $frame
            head -c 200000 $frame
            if [ $run -gt 50 ]; then sleep 100; fi
            """);
    camera.show("B");
    Files.move(folder.resolve("frame.yuv"), folder.resolve("other.yuv"));
    camera.show("A");
    long descriptors = descriptors();
    Set<Thread> threads = threads();
    try (Reader reader = reader(camera)) {
      reader.start(desk);
      desk.await("B");
      assertEquals(List.of("A", "B"), desk.payloads());
      assertEquals(51, camera.runs());
    }
    assertEquals(0, Heard.threads("reader window"));
    Heard.await("its descriptors to be closed", () -> descriptors() <= descriptors);
    Set<Thread> left = threads();
    left.removeAll(threads);
    assertEquals(Set.of(), left);
    assertEquals(0, ProcessHandle.current().children().filter(CameraReaderTest::isOurs).count());
  }

  /// All but Java's own for processes, which leave after a while.
  private static Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> thread.getName().startsWith("process reaper"));
    return threads;
  }

  private static boolean isOurs(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("rpicam-vid");
  }

  private static long descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    } catch (IOException e) {
      return fail(e);
    }
  }

  @Test
  void why_the_program_has_ended_is_told_with_the_cure() throws IOException {
    FakeRpicam camera =
        FakeRpicam.that(
            folder,
            640,
            """
            if [ $run -gt 3 ]; then while cat $frame; do sleep 0.01; done; fi
            echo 'INFO Camera camera_manager.cpp:326' >&2
            echo 'ERROR: *** no cameras available ***' >&2
            exit 255
            """);
    camera.show("A");
    try (Reader reader = reader(camera)) {
      reader.start(desk);
      Heard.await(reader, Part.State.FAILED);
      Part failed = reader.health();
      assertEquals(
          "rpicam-vid for camera 1 has ended with 255: ERROR: *** no cameras available ***",
          failed.detail());
      assertTrue(failed.cure().contains("rpicam-hello --list-cameras"), failed.cure());
      desk.await("A");
      Heard.await(reader, Part.State.OK);
    }
  }

  @Test
  void a_missing_program_is_told_with_the_package_that_has_it() {
    FrameSource.Opener opener =
        () -> RpicamCamera.open(0, ":relative:" + folder, RpicamCamera.Size.USUAL);
    try (Reader reader = reader(opener)) {
      reader.start(desk);
      Heard.await(reader, Part.State.FAILED);
      assertEquals("neither rpicam-vid nor libcamera-vid is installed", reader.health().detail());
      assertTrue(reader.health().cure().contains("rpicam-apps"), reader.health().cure());
    }
  }

  @Test
  void the_older_name_of_the_program_does_too() throws IOException {
    FakeRpicam camera = FakeRpicam.playing(folder, 640).show("A");
    Files.move(folder.resolve("rpicam-vid"), folder.resolve("libcamera-vid"));
    try (Reader reader = reader(camera)) {
      reader.start(desk);
      desk.await("A");
    }
  }

  @Test
  void a_camera_that_stalls_is_told_and_opened_again() throws IOException {
    FakeRpicam camera =
        FakeRpicam.that(
            folder,
            640,
            """
            if [ $run -gt 1 ]; then while cat $frame; do sleep 0.01; done; fi
            cat $frame
            head -c 100000 $frame
            exec sleep 100
            """);
    camera.show("A");
    try (Reader reader = reader(camera)) {
      reader.start(desk);
      desk.await("A");
      Heard.await(reader, Part.State.OK);
      skipped.addAndGet(Duration.ofSeconds(6).toNanos());
      Heard.await("a second start", () -> runs(camera) == 2);
      camera.show("B");
      desk.await("B");
    }
  }

  @Test
  void a_camera_that_never_sends_is_told_with_the_cure() throws IOException {
    FakeRpicam camera = FakeRpicam.that(folder, 640, "exec sleep 100");
    try (Reader reader = reader(camera.opener(), Duration.ofDays(1))) {
      reader.start(desk);
      Heard.await("a start", () -> runs(camera) == 1);
      assertEquals(Part.State.WARNING, reader.health().state());
      Heard.await(
          "that it fails",
          () -> {
            skipped.addAndGet(Duration.ofSeconds(1).toNanos());
            return reader.health().state() == Part.State.FAILED;
          });
      assertTrue(
          reader.health().detail().startsWith("no whole picture has come for 5 s: 640 × 480"),
          reader.health().detail());
      assertTrue(reader.health().cure().contains("cable"), reader.health().cure());
    }
  }

  private static int runs(FakeRpicam camera) {
    try {
      return camera.runs();
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
  }

  @Test
  void light_that_is_wrong_is_a_warning_with_its_reason() throws IOException {
    FakeRpicam camera = FakeRpicam.playing(folder, 640).show(evenly(20));
    try (Reader reader = reader(camera)) {
      reader.start(desk);
      Heard.await(reader, Part.State.OK);
      awaitReason(reader, CameraReader.DARK);
      assertEquals(Part.State.WARNING, reader.health().state());
      assertTrue(reader.health().cure().contains("switch a light on"), reader.health().cure());

      camera.show(evenly(250));
      awaitReason(reader, CameraReader.GLARE);
      assertTrue(reader.health().cure().contains("shade"), reader.health().cure());

      camera.show("A");
      Heard.await(reader, Part.State.OK);
      assertNull(reader.health().reason());
    }
  }

  private void awaitReason(Reader reader, String reason) {
    Heard.await(
        reason,
        () -> {
          skipped.addAndGet(Duration.ofMillis(100).toNanos());
          return reason.equals(reader.health().reason());
        });
  }

  private static Luminance evenly(int brightness) {
    byte[] bytes = new byte[640 * 480];
    Arrays.fill(bytes, (byte) brightness);
    return Luminance.of(bytes, 640, 480);
  }

  @Test
  void what_is_no_camera_is_told_with_the_cure() throws IOException {
    Path missing = folder.resolve("video7");
    Path file = Files.writeString(folder.resolve("video8"), "");
    assertFails(missing, missing + " is not there", "plug the camera in");
    assertFails(file, file + " is not a camera", "correct `device`");
    assertFails(Path.of("/dev/null"), "/dev/null is not a camera", "correct `device`");
    assertFails(folder, folder + " is not a camera", "correct `device`");
  }

  private void assertFails(Path device, String detail, String cure) {
    long descriptors = descriptors();
    try (Reader reader =
        CameraReader.at(
            device, "window", null, Symbology.USUAL, Duration.ofDays(1), System::nanoTime)) {
      reader.start(desk);
      Heard.await(reader, Part.State.FAILED);
      assertTrue(reader.health().detail().startsWith(detail), reader.health().detail());
      assertTrue(reader.health().cure().contains(cure), reader.health().cure());
    }
    assertEquals(descriptors, descriptors());
  }

  private Reader reader(FakeRpicam camera) {
    return reader(camera.opener());
  }

  private Reader reader(FrameSource.Opener opener) {
    return reader(opener, RETRY);
  }

  private Reader reader(FrameSource.Opener opener, Duration retry) {
    return new CameraReader(
        "window", "hall", opener, Symbology.USUAL, retry, () -> System.nanoTime() + skipped.get());
  }
}
