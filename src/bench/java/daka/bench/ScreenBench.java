package daka.bench;

import daka.web.door.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;

/// The residents' screen in a real browser that follows the jar: the time from a tap to the changed
/// page, whether a page that stays open grows, and what a page weighs and how soon it is complete.
///
/// Usage: `ScreenBench JAR FOLDER [TAPS] [MANY-TAPS] [LOADS]`.
final class ScreenBench {
  private ScreenBench() {}

  static void main(String[] args) throws Exception {
    Path jar = Path.of(args[0]).toAbsolutePath();
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[1])), "screen");
    int taps = args.length > 2 ? Integer.parseInt(args[2]) : 500;
    int manyTaps = args.length > 3 ? Integer.parseInt(args[3]) : 10_000;
    int loads = args.length > 4 ? Integer.parseInt(args[4]) : 7;
    ServedKiosk.prepare(folder, taps + manyTaps);
    try (Chromium chromium = Chromium.start()) {
      try (ServedKiosk kiosk = ServedKiosk.start(jar, folder)) {
        kiosk.awaitReady();
        Cards cards = new Cards(kiosk);
        TapToPage.measure(chromium, kiosk, cards, taps);
        System.out.println();
        OpenPage.measure(chromium, kiosk, cards, manyTaps);
      }
      System.out.println();
      try (ServedKiosk kiosk = ServedKiosk.start(jar, folder)) {
        kiosk.awaitReady();
        PageLoads.measure(chromium, kiosk, loads);
      }
    }
  }
}
