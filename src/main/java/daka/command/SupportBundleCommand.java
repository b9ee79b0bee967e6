package daka.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// `support-bundle --config FILE --to FILE`: what can be sent to somebody who can help, as a zip
/// file, also while the kiosk runs or cannot start.
public final class SupportBundleCommand {
  private static final List<String> JOURNAL =
      List.of(
          "journalctl", "--unit=daka.service", "--since=-24h", "--output=short-iso", "--no-pager");

  private SupportBundleCommand() {}

  public static int run(Options options) {
    Path to = options.path("to");
    try {
      write(new SupportBundle(options.path("config"), JOURNAL).files(), to);
    } catch (IOException e) {
      System.err.printf(
          "writing the support bundle to %s: %s. Name a file that is not there yet, in a folder"
              + " where you may write%n",
          to, e);
      return Exit.FAILED;
    }
    System.out.printf(
        "%s is ready to be sent: versions, health, settings and the journal of the last day,"
            + " without names, numbers and keys. Look into it before you do%n",
        to);
    return Exit.DONE;
  }

  private static void write(Map<String, String> files, Path to) throws IOException {
    Files.createFile(to);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
        zip.closeEntry();
      }
    }
  }
}
