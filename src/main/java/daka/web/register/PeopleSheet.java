package daka.web.register;

import static java.nio.charset.StandardCharsets.UTF_8;

import daka.store.register.Person;
import daka.store.register.Resident;
import daka.web.visits.CellText;
import daka.web.visits.FormulaSigns;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.RichText;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// People as rows of a spreadsheet, all of it text, so that no digit is lost and nothing becomes a
/// formula.
abstract class PeopleSheet {
  /// The names are those by which [ListColumn] knows the columns.
  private static final List<ListColumn> COLUMNS =
      List.of(
          ListColumn.ID,
          ListColumn.NAME,
          ListColumn.ROLE,
          ListColumn.PHONE,
          ListColumn.BORN,
          ListColumn.LANGUAGE,
          ListColumn.NOTE);

  /// What it is written as.
  enum Kind {
    CSV("csv", "text/csv; charset=utf-8") {
      @Override
      PeopleSheet begin(OutputStream out) throws IOException {
        return new Csv(out);
      }
    },
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
      @Override
      PeopleSheet begin(OutputStream out) {
        return new Xlsx(out);
      }
    };

    private final String suffix;
    private final String contentType;

    Kind(String suffix, String contentType) {
      this.suffix = suffix;
      this.contentType = contentType;
    }

    /// Writes the headings.
    abstract PeopleSheet begin(OutputStream out) throws IOException;

    String suffix() {
      return suffix;
    }

    String contentType() {
      return contentType;
    }
  }

  final void person(Resident resident) throws IOException {
    Person person = resident.person();
    row(
        Arrays.asList(
            Long.toString(resident.id()),
            person.name(),
            person.role().wireName(),
            or(person.phone()),
            or(person.born()),
            or(person.language()),
            or(person.note())));
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static List<String> headings() {
    return COLUMNS.stream().map(ListColumn::wireName).toList();
  }

  abstract void row(List<String> cells) throws IOException;

  /// Passes on what was written until now.
  abstract void passOn() throws IOException;

  /// There are no more.
  abstract void end() throws IOException;

  /// A cell that a spreadsheet may take for a formula has an apostrophe before it, which an import
  /// takes away again.
  private static final class Csv extends PeopleSheet {
    private final OutputStream out;
    private final StringBuilder text = new StringBuilder("\uFEFF");

    Csv(OutputStream out) {
      this.out = out;
      row(headings());
    }

    @Override
    void row(List<String> cells) {
      for (int i = 0; i < cells.size(); i++) {
        text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
      }
      text.append("\r\n");
    }

    private static String cell(String plain) {
      byte[] bytes = plain.getBytes(UTF_8);
      String safe = FormulaSigns.begin(bytes, 0, bytes.length) ? "'" + plain : plain;
      return safe.chars().anyMatch(c -> ",\"\r\n;\t".indexOf(c) >= 0)
          ? '"' + safe.replace("\"", "\"\"") + '"'
          : safe;
    }

    @Override
    void passOn() throws IOException {
      out.write(text.toString().getBytes(UTF_8));
      text.setLength(0);
    }

    @Override
    void end() throws IOException {
      passOn();
    }
  }

  private static final class Xlsx extends PeopleSheet {
    private static final int[] WIDTHS = {10, 24, 10, 18, 14, 12, 40};

    private final Workbook workbook;
    private final Worksheet sheet;
    private int next;

    Xlsx(OutputStream out) {
      workbook = new Workbook(out, "Daka", "1.0");
      sheet = workbook.newWorksheet("residents");
      for (int i = 0; i < WIDTHS.length; i++) {
        sheet.width(i, WIDTHS[i]);
        // What is typed into an empty cell stays text, too.
        sheet.style(i).format("@").set();
      }
      row(headings());
      sheet.range(0, 0, 0, WIDTHS.length - 1).style().bold().format("@").set();
      sheet.freezePane(0, 1);
    }

    @Override
    void row(List<String> cells) {
      for (int i = 0; i < cells.size(); i++) {
        if (!cells.get(i).isEmpty()) {
          text(i, CellText.of(cells.get(i)));
          sheet.style(next, i).format("@").set();
        }
      }
      next++;
    }

    private void text(int column, String text) {
      if (CellText.isPadded(text)) {
        sheet.inlineString(next, column, RichText.builder().run(text).end().build());
      } else {
        sheet.inlineString(next, column, text);
      }
    }

    @Override
    void passOn() throws IOException {
      sheet.flush();
    }

    @Override
    void end() throws IOException {
      sheet.finish();
      workbook.finish();
    }
  }
}
