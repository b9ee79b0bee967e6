package daka.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The wall clock is set while people tap, by libfaketime, which stands between the program and
/// libc; the monotonic clock goes on.
///
/// @param days by which it is set, negative for back
record ClockStep(int days) implements Fault {
  private static final String FILE = "clock";

  /// The library looks at the file once a second.
  private static final int SEEN_MILLIS = 1_200;

  @Override
  public Launch launch(Launch plain, Site site) throws IOException {
    write(site, 0);
    return plain.with(
        Map.of(
            "LD_PRELOAD", library().orElseThrow().toString(),
            "FAKETIME_TIMESTAMP_FILE", site.folder().resolve(FILE).toString(),
            "FAKETIME_CACHE_DURATION", "1",
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            "FAKETIME_DONT_RESET", "1"));
  }

  @Override
  public void strike(Life life) throws Exception {
    life.tap(life.share() / 3);
    set(life.site(), days);
    life.tap(life.share() / 3);
    set(life.site(), 0);
    life.tap(life.share() / 3);
  }

  private static void set(Site site, int days) throws IOException, InterruptedException {
    write(site, days);
    Thread.sleep(SEEN_MILLIS);
  }

  private static void write(Site site, int days) throws IOException {
    Path part = site.folder().resolve(FILE + ".part");
    Files.writeString(part, (days < 0 ? "" : "+") + days + "d\n");
    Files.move(part, site.folder().resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Why it cannot be done here, if it cannot.
  static Optional<String> cannot() {
    return library().isPresent()
        ? Optional.empty()
        : Optional.of("libfaketime is not installed, and clocks are set in the virtual Pi only");
  }

  private static Optional<Path> library() {
    return List.of("x86_64-linux-gnu", "aarch64-linux-gnu").stream()
        .map(name -> Path.of("/usr/lib", name, "faketime", "libfaketimeMT.so.1"))
        .filter(Files::exists)
        .findFirst();
  }
}
