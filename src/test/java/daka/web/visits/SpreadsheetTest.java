package daka.web.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.web.api.RunningApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// What LibreOffice makes of an export, where it is installed (`libreoffice-calc-nogui`).
class SpreadsheetTest {
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/bin/soffice"), Path.of("/usr/bin/libreoffice"));

  /// What it finds out and shows to whoever opens a file with a mark: commas, quotes, UTF-8.
  private static final String AS_IT_ASKS = "CSV:44,34,76";

  @TempDir Path folder;

  @Test
  void the_centres_times_open_as_times_and_nothing_opens_as_a_formula() throws Exception {
    Path csv = folder.resolve("visits.csv");
    try (RunningApi api = visited()) {
      Files.writeString(csv, api.get(api.auditor, "/api/v1/visits.csv").body());
    }
    Document sheet = opened(csv, "--infilter=" + AS_IT_ASKS);
    List<Element> header = row(sheet, 0);
    assertEquals("visit", header.getFirst().getTextContent().strip(), "the mark is no letter");
    assertLocalTimes(sheet);
    assertEquals("qr", row(sheet, 1).get(column(header, "evidence")).getTextContent().strip());
    assertNoFormula(sheet);
  }

  @Test
  void the_spreadsheet_opens_with_dates_numbers_and_text_all_of_them_in_sight() throws Exception {
    Path xlsx = folder.resolve("visits.xlsx");
    try (RunningApi api = visited()) {
      Files.write(xlsx, Sheets.get(api, "/api/v1/visits.xlsx").body());
    }
    Document sheet = opened(xlsx);
    List<Element> header = row(sheet, 0);
    List<Element> first = row(sheet, 1);
    assertLocalTimes(sheet);
    assertTrue(
        first
            .get(column(header, "arrived"))
            .getAttribute("office:date-value")
            .startsWith("2026-11-23T09:15:02.12"),
        first.get(column(header, "arrived")).getAttribute("office:date-value"));
    assertEquals("date", first.get(column(header, "departed")).getAttribute("office:value-type"));
    for (String text : List.of("visit", "resident", "name", "room", "evidence")) {
      assertEquals("string", first.get(column(header, text)).getAttribute("office:value-type"));
    }
    assertEquals("895", first.get(column(header, "minutes")).getAttribute("office:value"));
    assertEquals("2", row(sheet, 2).get(column(header, "party")).getAttribute("office:value"));
    assertEquals("=1+1 _x0041_", first.get(column(header, "name")).getTextContent().strip());
    assertNoFormula(sheet);
    NodeList shown = sheet.getElementsByTagName("text:p");
    for (int i = 0; i < shown.getLength(); i++) {
      assertFalse(shown.item(i).getTextContent().contains("###"), "each column is wide enough");
    }
  }

  /// A visit of somebody who is called like a formula, from morning till after midnight, and two
  /// guests.
  private RunningApi visited() throws Exception {
    RunningApi api = new RunningApi(Files.createDirectory(folder.resolve("data")));
    api.store.resident("=1+1 _x0041_", "W-1");
    api.store.desk.scan(OpenStore.room("sports", "W-1"));
    api.store.pass(Duration.ofSeconds(53_724));
    api.store.desk.scan(OpenStore.room("sports", "W-1"));
    api.store.desk.guests(2);
    return api;
  }

  private static void assertLocalTimes(Document sheet) {
    int arrived = column(row(sheet, 0), "arrived_local");
    int departed = column(row(sheet, 0), "departed_local");
    assertTime("2026-11-23T09:15:02", row(sheet, 1).get(arrived));
    assertTime("2026-11-24T00:10:26", row(sheet, 1).get(departed));
    assertTime("2026-11-24T00:10:26", row(sheet, 2).get(arrived));
  }

  private static void assertNoFormula(Document sheet) {
    NodeList cells = sheet.getElementsByTagName("table:table-cell");
    for (int i = 0; i < cells.getLength(); i++) {
      assertFalse(((Element) cells.item(i)).hasAttribute("table:formula"));
    }
  }

  private static void assertTime(String expected, Element cell) {
    assertEquals("date", cell.getAttribute("office:value-type"), cell.getTextContent());
    assertEquals(expected, cell.getAttribute("office:date-value"));
  }

  private static int column(List<Element> header, String name) {
    return header.stream().map(cell -> cell.getTextContent().strip()).toList().indexOf(name);
  }

  /// The cells of a row; equal ones that follow each other stand in the file once.
  private static List<Element> row(Document sheet, int number) {
    Element row = (Element) sheet.getElementsByTagName("table:table-row").item(number);
    NodeList cells = row.getElementsByTagName("table:table-cell");
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < cells.getLength(); i++) {
      Element cell = (Element) cells.item(i);
      String repeated = cell.getAttribute("table:number-columns-repeated");
      int times = repeated.isEmpty() ? 1 : Integer.parseInt(repeated);
      for (int j = 0; j < times && all.size() < 50; j++) {
        all.add(cell);
      }
    }
    return all;
  }

  /// Opens the file as somebody does who clicks on it, and saves what is seen.
  private Document opened(Path file, String... options) throws Exception {
    Path program =
        PROGRAMS.stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new TestAbortedException("there is no LibreOffice here"));
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
    Path seen = folder.resolve("visits.fods");
    assertTrue(Files.exists(seen), Files.readString(log));
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(seen.toFile());
  }
}
