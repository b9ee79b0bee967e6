package daka.web.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What spreadsheet programs write, and what nobody does.
class XlsxSheetTest {
  private static final class Kept implements SheetRows {
    final Map<Long, List<String>> rows = new LinkedHashMap<>();
    final Map<Long, Map<Integer, String>> ruined = new LinkedHashMap<>();

    @Override
    public void row(long number, List<String> cells, Map<Integer, String> why) {
      rows.put(number, List.copyOf(cells));
      ruined.put(number, why);
    }

    @Override
    public void broken(long number, String why) {
      throw new AssertionError("no row of a workbook is broken");
    }
  }

  /// As one who takes twenty thousand rows and keeps none would.
  private static final class Passing implements SheetRows {
    @Override
    public void row(long number, List<String> cells, Map<Integer, String> ruined) {}

    @Override
    public void broken(long number, String why) {}
  }

  private static Kept read(byte[] file) throws UnreadableSheetException {
    Kept kept = new Kept();
    XlsxSheet.read(file, kept);
    return kept;
  }

  @Test
  void texts_numbers_and_dates_are_read_as_somebody_typed_them() throws Exception {
    Kept kept =
        read(
            Workbooks.of(
                sheet -> {
                  sheet.value(0, 0, "姓名");
                  sheet.inlineString(0, 3, " 王 芳 ");
                  sheet.value(2, 0, 13800138000L);
                  sheet.value(2, 1, 12.5);
                  sheet.value(2, 2, LocalDate.of(1948, 5, 17));
                  sheet.style(2, 2).format("yyyy-mm-dd").set();
                  sheet.value(2, 3, LocalDate.of(1948, 5, 1));
                  sheet.style(2, 3).format("yyyy\"年\"m\"月\"").set();
                  sheet.value(2, 4, true);
                }));
    assertEquals(
        Map.of(
            1L, List.of("姓名", "", "", "王 芳"),
            3L, List.of("13800138000", "12.5", "1948-05-17", "1948-05", "TRUE")),
        kept.rows);
  }

  @Test
  void a_number_of_which_digits_were_lost_is_told() throws Exception {
    Kept kept =
        read(
            Workbooks.ofSheet(
                """
                <row r="1"><c r="A1"><v>110101194805170000</v></c><c r="B1"><v>1.1010119480517E+17</v></c>\
                <c r="C1"><v>999999999999999</v></c><c r="D1" t="e"><v>#N/A</v></c></row>\
                """));
    assertEquals(java.util.Set.of(0, 1, 3), kept.ruined.getOrDefault(1L, Map.of()).keySet());
    assertEquals("999999999999999", kept.rows.getOrDefault(1L, List.of()).get(2));
  }

  @Test
  void rich_text_is_whole_and_how_it_is_read_aloud_is_no_part_of_it() throws Exception {
    Kept kept =
        read(
            Workbooks.ofParts(
                Map.of(
                    "xl/sharedStrings.xml",
                    "<sst><si><r><rPr><b/></rPr><t>王</t></r><r><t xml:space=\"preserve\">秀英</t></r>"
                        + "<rPh sb=\"0\" eb=\"1\"><t>ワン</t></rPh></si></sst>",
                    "xl/worksheets/sheet1.xml",
                    Workbooks.sheet(
                        "<row r=\"7\"><c r=\"B7\" t=\"s\"><v>0</v></c><c r=\"C7\" t=\"str\">"
                            + "<f>1+1</f><v>2&amp;3</v></c></row>"))));
    assertEquals(Map.of(7L, List.of("", "王秀英", "2&3")), kept.rows);
  }

  @Test
  void it_reads_what_the_library_reads() throws Exception {
    Random random = new Random(20_261_201);
    byte[] file =
        Workbooks.of(
            sheet -> {
              for (int row = 0; row < 200; row++) {
                for (int column = 0; column < 6; column++) {
                  switch (random.nextInt(4)) {
                    case 0 -> sheet.value(row, column, "王芳" + random.nextInt(50));
                    case 1 -> sheet.inlineString(row, column, "<&>" + random.nextInt());
                    case 2 -> sheet.value(row, column, random.nextInt(1_000_000));
                    default -> {
                      // Nothing.
                    }
                  }
                }
              }
            });
    Map<Long, List<String>> theirs = new LinkedHashMap<>();
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
        Stream<Row> rows = workbook.getFirstSheet().openStream()) {
      rows.forEach(
          row -> {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.getCellCount(); i++) {
              cells.add(row.getCellRawValue(i).orElse(""));
            }
            while (!cells.isEmpty() && cells.getLast().isEmpty()) {
              cells.removeLast();
            }
            if (!cells.isEmpty()) {
              theirs.put((long) row.getRowNum(), cells);
            }
          });
    }
    assertEquals(theirs, read(file).rows);
  }

  static List<Named<byte[]>> hostile() {
    String sheet = "xl/worksheets/sheet1.xml";
    return List.of(
        Named.of(
            "An external entity",
            Workbooks.ofParts(
                Map.of(
                    sheet,
                    "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                        + Workbooks.sheet("<row r=\"1\"><c t=\"str\"><v>&e;</v></c></row>")
                            .substring(38)))),
        Named.of(
            "A zip bomb: 200 MB of rows in 200 kB",
            Workbooks.repeating(
                sheet, "<worksheet><sheetData>", "<row><c><v>1</v></c></row>", 8_000_000, "")),
        Named.of(
            "One text of 100 MB",
            Workbooks.repeating(
                sheet, "<worksheet><sheetData><row><c><v>", "aaaaaaaaaa", 10_000_000, "")),
        Named.of(
            "One attribute of 100 MB",
            Workbooks.repeating(sheet, "<worksheet a=\"", "aaaaaaaaaa", 10_000_000, "\">")),
        Named.of(
            "Elements in elements",
            Workbooks.repeating(sheet, "<worksheet>", "<a>", 10_000_000, "")),
        Named.of(
            "A comment without an end",
            Workbooks.repeating(sheet, "<worksheet><!--", "<<<<<<<<<<", 10_000_000, "")),
        Named.of(
            "Texts that nobody asks for",
            Workbooks.repeating(
                "xl/sharedStrings.xml", "<sst>", "<si><t>a</t></si>", 2_500_000, "</sst>")),
        Named.of(
            "A million columns",
            Workbooks.ofSheet("<row r=\"1\"><c r=\"BDWGN1\"><v>1</v></c></row>")),
        Named.of(
            "A column beyond all numbers",
            Workbooks.ofSheet("<row r=\"1\"><c r=\"ZZZZZZZ1\"><v>1</v></c></row>")),
        Named.of(
            "A place that is none",
            Workbooks.ofSheet("<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>")),
        Named.of(
            "Rows that go back",
            Workbooks.ofSheet(
                "<row r=\"5\"><c><v>1</v></c></row><row r=\"5\"><c><v>1</v></c></row>")),
        Named.of(
            "A row beyond all", Workbooks.ofSheet("<row r=\"99999999999\"><c><v>1</v></c></row>")),
        Named.of(
            "A text that is not there",
            Workbooks.ofSheet("<row r=\"1\"><c t=\"s\"><v>7</v></c></row>")),
        Named.of(
            "A number that is none", Workbooks.ofSheet("<row r=\"1\"><c><v>one</v></c></row>")),
        Named.of("No sheet", Workbooks.ofParts(Map.of("xl/workbook.xml", "<workbook/>"))),
        Named.of("Only a beginning", new byte[] {'P', 'K', 3, 4}));
  }

  /// On a heap of which little is left: whoever needed more would end the kiosk.
  @ParameterizedTest
  @MethodSource("hostile")
  void a_hostile_workbook_is_refused_in_words_and_without_memory(byte[] file) {
    UnreadableSheetException refused =
        assertThrows(UnreadableSheetException.class, () -> XlsxSheet.read(file, new Passing()));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("the workbook "), message);
    assertTrue(message.contains("; "), message);
  }

  @Test
  void a_million_empty_cells_in_a_row_are_passed_over() throws Exception {
    byte[] file =
        Workbooks.repeating(
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>",
            "<c/>",
            1_000_000,
            "</row></sheetData></worksheet>");
    assertEquals(Map.of(1L, List.of("1")), read(file).rows);
  }

  @Test
  void bytes_of_any_kind_are_rows_or_refused() {
    byte[] sound = Workbooks.ofTexts(new String[] {"姓名", "电话"}, new String[] {"王芳", "1"});
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      byte[] file = sound.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      try {
        read(file);
      } catch (UnreadableSheetException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("; "), e::getMessage);
      }
    }
  }

  @Test
  void xml_of_any_bytes_is_rows_or_refused() {
    byte[] sound =
        Workbooks.sheet(
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>王芳&#x20;&amp;</t></is></c>"
                    + "<c r=\"B1\" s='0'><v>13800138000</v></c><c t=\"s\"><v>0</v></c></row>")
            .getBytes(StandardCharsets.UTF_8);
    byte[] signs = "<>&;/!?[]=\"' :x#0\u00E4\u4E00".getBytes(StandardCharsets.UTF_8);
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      byte[] xml = Arrays.copyOf(sound, sound.length - random.nextInt(3) * random.nextInt(90));
      for (int n = random.nextInt(4); n >= 0; n--) {
        xml[random.nextInt(xml.length)] =
            random.nextBoolean() ? signs[random.nextInt(signs.length)] : (byte) random.nextInt();
      }
      try {
        read(Workbooks.ofSheetBytes(xml));
      } catch (UnreadableSheetException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("; "), e::getMessage);
      }
    }
  }
}
