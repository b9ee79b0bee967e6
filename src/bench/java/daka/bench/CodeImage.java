package daka.bench;

import daka.reader.image.Luminance;
import daka.reader.image.Picture;
import daka.reader.image.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An image of a folder, and what its code says where a text file beside it tells.
///
/// @param text null if that is not known, or there is no code
record CodeImage(String name, Luminance image, @Nullable String text) {

  /// The PNG files of a folder, by name.
  static List<CodeImage> in(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
    List<CodeImage> images = new ArrayList<>();
    for (Path file : files) {
      if (PictureFile.read(Files.readAllBytes(file)) instanceof Picture.Decoded(Luminance image)) {
        images.add(new CodeImage(file.getFileName().toString(), image, text(file)));
      }
    }
    return images;
  }

  private static @Nullable String text(Path file) throws IOException {
    Path beside = Path.of(file.toString().replaceAll("png$", "txt"));
    String text = Files.exists(beside) ? Files.readString(beside) : "";
    return text.isBlank() ? null : text;
  }

  /// The image in another size, each pixel that which is nearest.
  Luminance scaled(int width, int height) {
    byte[] scaled = new byte[width * height];
    byte[] row = new byte[image.width()];
    for (int y = 0; y < height; y++) {
      image.copyRow(y * image.height() / height, row, 0);
      for (int x = 0; x < width; x++) {
        scaled[y * width + x] = row[x * image.width() / width];
      }
    }
    return Luminance.of(scaled, width, height);
  }
}
