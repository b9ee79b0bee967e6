package daka.bench;

import daka.check.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;

/// The office of a centre that has stood for years: what each page asks for against its bare SQL,
/// search by pinyin, and a tap while somebody signs in. The kiosk is the jar as a process of its
/// own, asked as a browser asks it.
///
/// Usage: `OfficeBench JAR FOLDER [PEOPLE] [VISITS]`. Ten million visits take a few minutes to
/// make, and 3 GB.
final class OfficeBench {
  private OfficeBench() {}

  static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[1])), "office");
    int people = args.length > 2 ? Integer.parseInt(args[2]) : 100_000;
    long visits = args.length > 3 ? Long.parseLong(args[3]) : 10_000_000;
    OfficeStore store = OfficeStore.make(folder, people, visits, LoginTaps.TAPS);
    System.out.printf("%,d people, %,d visits%n%n", people + LoginTaps.TAPS, visits);
    int port = FreePort.pick();
    String lan = "[lan]\nlisten = \"127.0.0.1:%d\"\n".formatted(port);
    try (ServedKiosk kiosk =
        ServedKiosk.startWith(lan, Path.of(args[0]).toAbsolutePath(), folder)) {
      kiosk.awaitReady();
      OfficeBrowser browser = new OfficeBrowser(port);
      browser.awaitReady();
      browser.signIn();
      new OfficeTimes(browser, store).measure();
      new LoginTaps(kiosk, browser).measure();
    }
  }
}
