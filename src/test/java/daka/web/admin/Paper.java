package daka.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.microsoft.playwright.Page;
import daka.reader.code.QrDecoder;
import daka.reader.image.Picture;
import daka.reader.image.PictureFile;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// What a page looks like on paper: printed by Chromium as PDF, drawn by poppler at ten pixels a
/// millimetre.
record Paper(List<Path> files) {
  static final int PIXELS = 10;

  /// Where the cards of a sheet of ten lie, in millimetres.
  static final double[] LEFT = {15.4, 109};

  static final double TOP = 13.5;
  static final double WIDTH = 85.6;
  static final double HEIGHT = 54;

  /// Keeps a page from printing by itself.
  static final String LATER = "window.print = () => {}";

  private static final String DPI = "254";

  /// Prints the page into a folder, with the sizes that its styles ask for.
  static Paper print(Page page, Path folder) throws IOException, InterruptedException {
    Path into = Files.createTempDirectory(folder, "paper");
    Path pdf = pdf(page, into);
    run("pdftoppm", "-r", DPI, "-gray", "-png", pdf.toString(), into.resolve("p").toString());
    try (Stream<Path> drawn = Files.list(into)) {
      return new Paper(drawn.filter(file -> file.toString().endsWith(".png")).sorted().toList());
    }
  }

  /// Prints the page into a folder as PDF.
  static Path pdf(Page page, Path folder) throws IOException {
    Path pdf = Files.createTempFile(folder, "page", ".pdf");
    page.pdf(
        new Page.PdfOptions().setPath(pdf).setPreferCSSPageSize(true).setPrintBackground(true));
    return pdf;
  }

  /// What a program says that ends well.
  static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), String.join(" ", command));
    return said;
  }

  BufferedImage image(int sheet) throws IOException {
    return ImageIO.read(files.get(sheet).toFile());
  }

  /// What another program reads on all sheets.
  List<String> byZbar() throws IOException, InterruptedException {
    List<String> texts = new ArrayList<>();
    for (Path file : files) {
      run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", file.toString())
          .lines()
          .forEach(texts::add);
    }
    return texts;
  }

  /// What the kiosk reads in a part of a sheet, in millimetres, held before it a little nearer and
  /// farther as a hand does; null if it reads nothing.
  @Nullable String byKiosk(int sheet, double left, double top, double width, double height)
      throws IOException {
    BufferedImage part = image(sheet).getSubimage(at(left), at(top), at(width) - 1, at(height) - 1);
    for (double distance : new double[] {1, 0.9, 0.8}) {
      Picture picture = PictureFile.read(png(smaller(part, distance)));
      String text =
          new QrDecoder().decode(assertInstanceOf(Picture.Decoded.class, picture).luminance());
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static BufferedImage smaller(BufferedImage part, double to) {
    int width = (int) (part.getWidth() * to);
    int height = (int) (part.getHeight() * to);
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = drawn.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(part, 0, 0, width, height, null);
    graphics.dispose();
    return drawn;
  }

  /// A card of a sheet of ten, as a picture.
  ///
  /// @param card 0 to 9, in the order of the sheet
  byte[] card(int sheet, int card) throws IOException {
    return cut(sheet, LEFT[card % 2], top(card), WIDTH, HEIGHT);
  }

  /// What the kiosk reads on a card of a sheet of ten; null if it reads nothing.
  @Nullable String cardByKiosk(int sheet, int card) throws IOException {
    return byKiosk(sheet, LEFT[card % 2], top(card), WIDTH, HEIGHT);
  }

  private static double top(int card) {
    int row = card / 2;
    return TOP + row * HEIGHT;
  }

  private byte[] cut(int sheet, double left, double top, double width, double height)
      throws IOException {
    return png(image(sheet).getSubimage(at(left), at(top), at(width) - 1, at(height) - 1));
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    return png.toByteArray();
  }

  static int at(double millimetres) {
    return (int) Math.round(millimetres * PIXELS);
  }
}
