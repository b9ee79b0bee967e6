package daka.bench;

import daka.bench.Peers.Library;
import daka.reader.code.QrCascade;
import daka.reader.code.QrDecoder;
import daka.reader.code.QrLook;
import daka.reader.image.Luminance;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// How many images of codes are read, by the decoder and by the libraries, and what is read where
/// there is nothing.
final class ReadImages {
  /// For how many frames the cascade may look at the same image.
  private static final int FRAMES = 8;

  private static final Charset SHIFT_JIS = Charset.forName("Shift_JIS");
  private static final Charset GB_18030 = Charset.forName("GB18030");

  private final QrDecoder decoder = new QrDecoder();
  private final Peers peers;

  ReadImages(Peers peers) {
    this.peers = peers;
  }

  void tell(String name, List<CodeImage> images) throws IOException {
    int plain = 0;
    int cascade = 0;
    int zxing = 0;
    int zbar = 0;
    List<String> others = new ArrayList<>();
    for (CodeImage image : images) {
      plain += decoder.decode(image.image(), QrLook.PLAIN) == null ? 0 : 1;
      String text = within(FRAMES, image.image());
      cascade += text == null ? 0 : 1;
      String expected = image.text();
      if (text != null && expected != null && !same(text, expected)) {
        others.add(image.name() + ": " + text);
      }
      zxing += peers.look(Library.ZXING, image.image(), 1).text() == null ? 0 : 1;
      zbar += peers.look(Library.ZBAR, image.image(), 1).text() == null ? 0 : 1;
    }
    System.out.printf(
        "%n%s, %d images: libzxing reads %d, libzbar %d, the plain look %d, the cascade within %d"
            + " frames %d (%.1f %%)%n",
        name, images.size(), zxing, zbar, plain, FRAMES, cascade, 100.0 * cascade / images.size());
    others.forEach(other -> System.out.println("another text than expected in " + other));
  }

  private static @Nullable String within(int frames, Luminance image) {
    QrCascade codes = new QrCascade();
    for (int i = 0; i < frames; i++) {
      String text = codes.next(image);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /// Bytes in Shift_JIS that a code does not name are read as GB 18030, the kiosk being in China.
  private static boolean same(String text, String expected) {
    return withoutSpaces(text).equals(withoutSpaces(expected))
        || withoutSpaces(text)
            .equals(withoutSpaces(new String(expected.getBytes(SHIFT_JIS), GB_18030)));
  }

  private static String withoutSpaces(String text) {
    return text.replaceAll("\\s", "");
  }

  void tellNoise(int frames) throws IOException {
    Random random = new Random(2);
    byte[] noise = new byte[DecodeBench.WIDTH * DecodeBench.HEIGHT];
    QrCascade codes = new QrCascade();
    int read = 0;
    for (int i = 0; i < frames; i++) {
      random.nextBytes(noise);
      Luminance frame = Luminance.of(noise, DecodeBench.WIDTH, DecodeBench.HEIGHT);
      read += codes.next(frame) == null ? 0 : 1;
    }
    System.out.printf("%nread in %d frames of noise: %d%n", frames, read);
  }
}
