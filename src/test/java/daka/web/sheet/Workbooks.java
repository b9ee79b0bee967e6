package daka.web.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Workbooks for tests: as the library writes them, and part by part as nobody would.
public final class Workbooks {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

  private static final String WORKBOOK =
      "<workbook xmlns=\"%s\" xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\""
          + " r:id=\"one\"/></sheets></workbook>";

  private Workbooks() {}

  /// A workbook with one sheet.
  public static byte[] of(Consumer<Worksheet> fill) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(file, "test", "1.0")) {
      fill.accept(workbook.newWorksheet("居民"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /// A workbook of texts, a row an array.
  public static byte[] ofTexts(String[]... rows) {
    return of(
        sheet -> {
          for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
              sheet.inlineString(row, column, rows[row][column]);
            }
          }
        });
  }

  /// A workbook whose sheet has this in `sheetData`.
  public static byte[] ofSheet(String sheetData) {
    return ofParts(Map.of("xl/worksheets/sheet1.xml", sheet(sheetData)));
  }

  /// A workbook whose sheet is these bytes, and whose only shared text is a name.
  static byte[] ofSheetBytes(byte[] xml) {
    return zip(
        zip -> {
          part(zip, "xl/workbook.xml", out -> out.write(bytes(WORKBOOK.formatted(MAIN))));
          part(
              zip, "xl/sharedStrings.xml", out -> out.write(bytes("<sst><si><t>a</t></si></sst>")));
          part(zip, "xl/worksheets/sheet1.xml", out -> out.write(xml));
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String sheet(String sheetData) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"%s\"><sheetData>%s</sheetData></worksheet>"
        .formatted(MAIN, sheetData);
  }

  /// A workbook with these parts, and the others that it needs.
  public static byte[] ofParts(Map<String, String> parts) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("xl/workbook.xml", WORKBOOK.formatted(MAIN));
    all.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"one\""
            + " Target=\"worksheets/sheet1.xml\"/></Relationships>");
    all.put("xl/worksheets/sheet1.xml", sheet(""));
    all.putAll(parts);
    return zip(
        zip ->
            all.forEach(
                (name, text) ->
                    part(zip, name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)))));
  }

  /// What writes a part.
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static byte[] zip(Consumer<ZipOutputStream> fill) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      fill.accept(zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  static void part(ZipOutputStream zip, String name, Content content) {
    try {
      zip.putNextEntry(new ZipEntry(name));
      content.writeTo(zip);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A workbook whose part of this name begins, repeats a text so many times, and ends.
  public static byte[] repeating(
      String name, String begin, String repeated, int times, String end) {
    return zip(
        zip -> {
          part(
              zip,
              "xl/workbook.xml",
              out ->
                  out.write(
                      "<workbook xmlns:r=\"r\"><sheets><sheet r:id=\"one\"/></sheets></workbook>"
                          .getBytes(StandardCharsets.UTF_8)));
          if (!name.equals("xl/worksheets/sheet1.xml")) {
            part(
                zip,
                "xl/worksheets/sheet1.xml",
                out -> out.write(sheet("").getBytes(StandardCharsets.UTF_8)));
          }
          part(
              zip,
              name,
              out -> {
                out.write(begin.getBytes(StandardCharsets.UTF_8));
                byte[] block = repeated.repeat(1_000).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < times / 1_000; i++) {
                  out.write(block);
                }
                out.write(end.getBytes(StandardCharsets.UTF_8));
              });
        });
  }
}
