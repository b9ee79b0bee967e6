package daka.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import daka.reader.image.Luminance;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Debian's libzxing and libzbar, which a small program (`src/bench/native`) calls in its own
/// process on the very images that the decoder is given.
final class Peers implements AutoCloseable {

  /// What a library has seen in an image.
  ///
  /// @param micros of CPU that a look has taken, as the mean of all that were asked for
  /// @param text of the first code, or null if there was none
  record Seen(double micros, @Nullable String text) {}

  /// A library.
  enum Library {
    ZXING,
    ZBAR
  }

  private final Process process;
  private final OutputStream requests;
  private final BufferedReader answers;
  private final String versions;

  private Peers(Process process) throws IOException {
    this.process = process;
    this.requests = process.getOutputStream();
    this.answers = process.inputReader(US_ASCII);
    this.versions = line();
  }

  /// @param program built of `peers.cpp`
  static Peers start(Path program) throws IOException {
    return new Peers(
        new ProcessBuilder(program.toAbsolutePath().toString())
            .redirectError(Redirect.INHERIT)
            .start());
  }

  String versions() {
    return versions;
  }

  /// Looks so many times at an image.
  Seen look(Library library, Luminance image, int times) throws IOException {
    byte[] pixels = new byte[image.width() * image.height()];
    for (int y = 0; y < image.height(); y++) {
      image.copyRow(y, pixels, y * image.width());
    }
    String request = "%s %d %d %d%n".formatted(library, image.width(), image.height(), times);
    requests.write(request.getBytes(US_ASCII));
    requests.write(pixels);
    requests.flush();
    String[] answer = line().split(" ", 2);
    double micros = Long.parseLong(answer[0]) / 1e3 / times;
    return new Seen(
        micros,
        answer[1].equals("-") ? null : new String(HexFormat.of().parseHex(answer[1]), UTF_8));
  }

  private String line() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new EOFException("the program that calls libzxing and libzbar has ended");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
  }
}
