package daka.web.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.opentest4j.TestAbortedException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// A file as LibreOffice shows it (Debian's `libreoffice-calc-nogui`). A test that needs one is
/// skipped, and says so, where there is none.
public record LibreOffice(Document sheet) {
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/bin/soffice"), Path.of("/usr/bin/libreoffice"));

  /// A column as nobody has more.
  private static final int COLUMNS = 50;

  /// Opens the file as somebody does who clicks on it, and saves what is seen.
  ///
  /// @param options before the file's name
  public static LibreOffice open(Path file, String... options) throws Exception {
    Path program =
        PROGRAMS.stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new TestAbortedException(
                        "there is no LibreOffice here: install Debian's libreoffice-calc-nogui"));
    Path folder = Files.createTempDirectory(file.toAbsolutePath().getParent(), "office");
    Path log = folder.resolve("soffice.log");
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("-env:UserInstallation=" + folder.resolve("profile").toUri());
    command.add("--headless");
    command.addAll(List.of(options));
    command.addAll(List.of("--convert-to", "fods", "--outdir", folder.toString()));
    command.add(file.toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertTrue(process.waitFor(5, TimeUnit.MINUTES), "LibreOffice does not end");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    Path seen = folder.resolve(file.getFileName().toString().replaceFirst("\\.\\w+$", ".fods"));
    assertTrue(Files.exists(seen), Files.readString(log));
    return new LibreOffice(
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(seen.toFile()));
  }

  /// The cell of a row, counted from 0, in the column that has this heading.
  public Element cell(int row, String heading) {
    List<String> headings = row(0).stream().map(cell -> cell.getTextContent().strip()).toList();
    assertTrue(headings.contains(heading), headings::toString);
    return row(row).get(headings.indexOf(heading));
  }

  /// Holds the cell to be a date, this one.
  ///
  /// @param begin how it begins, such as `2026-11-23T09:15`
  public static void assertDate(String begin, Element cell) {
    assertEquals("date", cell.getAttribute("office:value-type"), cell.getTextContent());
    assertTrue(
        cell.getAttribute("office:date-value").startsWith(begin),
        () -> cell.getAttribute("office:date-value") + " does not begin with " + begin);
  }

  /// The cells of a row; equal ones that follow each other stand in the file once.
  public List<Element> row(int number) {
    Element row = (Element) sheet.getElementsByTagName("table:table-row").item(number);
    NodeList cells = row.getElementsByTagName("table:table-cell");
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < cells.getLength(); i++) {
      Element cell = (Element) cells.item(i);
      String repeated = cell.getAttribute("table:number-columns-repeated");
      int times = repeated.isEmpty() ? 1 : Integer.parseInt(repeated);
      for (int j = 0; j < times && all.size() < COLUMNS; j++) {
        all.add(cell);
      }
    }
    return all;
  }
}
