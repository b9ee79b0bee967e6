package daka.rig;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lets kiosks that are killed all the time start in half of the time: with an archive of the
/// classes as they are once loaded, which Java makes only of jars. It is made once, of a kiosk that
/// forwards to nobody, and is gone when this program ends.
final class FastStart {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");
  private static final URI NO_BROKER = URI.create("mqtt://127.0.0.1:9");

  /// Until it has tried to reach both, for what it loads for that.
  private static final Duration FIRST_TRIES = Duration.ofSeconds(1);

  private static @Nullable FastStart made;

  private final Path folder;
  private final String classPath;

  private FastStart(Path folder) throws IOException {
    this.folder = folder;
    List<String> places = new ArrayList<>();
    for (String place : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      boolean isFolder = !place.isEmpty() && Files.isDirectory(Path.of(place));
      places.add(isFolder ? pack(place, places.size()) : place);
    }
    places.removeIf(String::isEmpty);
    classPath = String.join(File.pathSeparator, places);
  }

  private String pack(String classes, int number) throws IOException {
    String jar = folder.resolve(number + ".jar").toString();
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    List<String> words = List.of("--create", "--no-compress", "--file", jar, "-C", classes, ".");
    if (tool.run(System.out, System.err, words.toArray(String[]::new)) != 0) {
      throw new IOException("no jar could be made of " + classes);
    }
    return jar;
  }

  /// The words that have Java find the classes and the archive of them.
  static synchronized List<String> words() throws IOException, InterruptedException {
    FastStart known = made;
    if (known == null) {
      known = new FastStart(Files.createTempDirectory("daka-rig-classes"));
      Runtime.getRuntime().addShutdownHook(new Thread(known::delete));
      known.archive();
      made = known;
    }
    return known.words("SharedArchiveFile");
  }

  private List<String> words(String option) {
    return List.of("-XX:" + option + "=" + folder.resolve("classes.jsa"), "-cp", classPath);
  }

  private void archive() throws IOException, InterruptedException {
    Site site;
    try {
      site = Site.make(folder.resolve("site"), NOWHERE, 1);
    } catch (SQLException e) {
      throw new IOException("no kiosk could be set up to be archived", e);
    }
    site.publishTo(NO_BROKER);
    try (KioskProcess kiosk =
        KioskProcess.start(site, Launch.PLAIN, words("ArchiveClassesAtExit"))) {
      kiosk.awaitReady();
      kiosk.live(FIRST_TRIES);
      kiosk.stop();
    }
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      // What is left is in the folder for temporary files.
    }
  }
}
