package daka.web.visits;

import daka.web.api.RunningApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/// Spreadsheets as a library reads them that was not used to write them.
final class Sheets {
  static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, false);

  private Sheets() {}

  static HttpResponse<byte[]> get(RunningApi api, String pathAndQuery) throws Exception {
    return api.http.send(
        api.request(api.auditor, pathAndQuery).build(), BodyHandlers.ofByteArray());
  }

  /// The rows of each sheet, the header first.
  static List<List<Row>> read(byte[] file) throws IOException {
    List<List<Row>> sheets = new ArrayList<>();
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(new ByteArrayInputStream(file), WITH_FORMATS)) {
      for (Sheet sheet : workbook.getSheets().toList()) {
        sheets.add(sheet.read());
      }
    }
    return sheets;
  }

  /// The XML of a sheet of this file, counted from 1. A spreadsheet is read from its end: the sizes
  /// of what was streamed stand there.
  static String xml(Path file, int sheet) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream xml =
            zip.getInputStream(zip.getEntry("xl/worksheets/sheet" + sheet + ".xml"))) {
      return new String(xml.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// What the cells of a row hold as text; empty where there is none.
  static List<String> text(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getCellCount(); i++) {
      cells.add(row.getCellText(i));
    }
    return cells;
  }
}
