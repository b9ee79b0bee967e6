package daka.web.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import daka.store.OpenStore;
import daka.web.api.RunningApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// What LibreOffice makes of an export.
class SpreadsheetTest {
  /// What it finds out and shows to whoever opens a file with a mark: commas, quotes, UTF-8.
  private static final String AS_IT_ASKS = "CSV:44,34,76";

  @TempDir Path folder;

  @Test
  void the_centres_times_open_as_times_and_nothing_opens_as_a_formula() throws Exception {
    Path csv = folder.resolve("visits.csv");
    try (RunningApi api = visited()) {
      Files.writeString(csv, api.get(api.auditor, "/api/v1/visits.csv").body());
    }
    LibreOffice sheet = LibreOffice.open(csv, "--infilter=" + AS_IT_ASKS);
    assertEquals("visit", sheet.row(0).getFirst().getTextContent().strip(), "no letter");
    assertLocalTimes(sheet);
    assertEquals("qr", sheet.cell(1, "evidence").getTextContent().strip());
    assertNoFormula(sheet);
  }

  @Test
  void the_spreadsheet_opens_with_dates_numbers_and_text_all_of_them_in_sight() throws Exception {
    Path xlsx = folder.resolve("visits.xlsx");
    try (RunningApi api = visited()) {
      Files.write(xlsx, Sheets.get(api, "/api/v1/visits.xlsx").body());
    }
    LibreOffice sheet = LibreOffice.open(xlsx);
    assertLocalTimes(sheet);
    LibreOffice.assertDate("2026-11-23T09:15:02.12", sheet.cell(1, "arrived"));
    LibreOffice.assertDate("2026-11-24T00:10:26", sheet.cell(1, "departed"));
    for (String text : List.of("visit", "resident", "name", "room", "evidence")) {
      assertEquals("string", sheet.cell(1, text).getAttribute("office:value-type"));
    }
    assertEquals("895", sheet.cell(1, "minutes").getAttribute("office:value"));
    assertEquals("2", sheet.cell(2, "party").getAttribute("office:value"));
    assertEquals("=1+1 _x0041_", sheet.cell(1, "name").getTextContent().strip());
    assertNoFormula(sheet);
    NodeList shown = sheet.sheet().getElementsByTagName("text:p");
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

  private static void assertLocalTimes(LibreOffice sheet) {
    assertTime("2026-11-23T09:15:02", sheet.cell(1, "arrived_local"));
    assertTime("2026-11-24T00:10:26", sheet.cell(1, "departed_local"));
    assertTime("2026-11-24T00:10:26", sheet.cell(2, "arrived_local"));
  }

  private static void assertTime(String expected, Element cell) {
    LibreOffice.assertDate(expected, cell);
    assertEquals(expected, cell.getAttribute("office:date-value"));
  }

  private static void assertNoFormula(LibreOffice sheet) {
    NodeList cells = sheet.sheet().getElementsByTagName("table:table-cell");
    for (int i = 0; i < cells.getLength(); i++) {
      assertFalse(((Element) cells.item(i)).hasAttribute("table:formula"));
    }
  }
}
