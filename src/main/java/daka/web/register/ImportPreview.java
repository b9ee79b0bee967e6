package daka.web.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import daka.checkin.CardKind;
import daka.store.register.LineFinding;
import daka.store.register.Person;
import daka.web.http.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an import would do, as JSON.
///
/// @param encoding of the file, or `xlsx`
/// @param columns in their order
/// @param lines in their order; none if no column says who is meant
record ImportPreview(String encoding, List<Column> columns, List<Line> lines, Counts counts) {
  private static final int TAG = 20;

  /// @param heading as it stands in the list
  /// @param column what it is taken for, or null if it is left out
  record Column(String heading, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String column) {}

  /// @param line as the list counts it, from 1
  /// @param state `new`, `changed`, `same` or `wrong`
  /// @param resident the id in the register, if there is one
  /// @param changes of whom is changed
  /// @param detail by what somebody is known who is the same
  /// @param problem what is wrong, and the cure
  record Line(
      long line,
      String state,
      String name,
      @Nullable String resident,
      @Nullable List<Change> changes,
      @Nullable String detail,
      @Nullable String problem,
      @Nullable String cure,
      @Nullable String reason,
      @Nullable Map<String, String> values) {

    private static Line of(long number, String state, String name, @Nullable Long resident) {
      return new Line(
          number,
          state,
          name,
          resident == null ? null : resident.toString(),
          null,
          null,
          null,
          null,
          null,
          null);
    }

    private Line with(List<Change> made) {
      return new Line(line, state, name, resident, made, null, null, null, null, null);
    }

    private Line known(String by) {
      return new Line(line, state, name, resident, null, by, null, null, null, null);
    }

    private static Line wrong(
        long number, String name, String why, String reason, Map<String, String> values) {
      int cure = why.indexOf("; ");
      return new Line(
          number,
          "wrong",
          name,
          null,
          null,
          null,
          cure < 0 ? why : why.substring(0, cure),
          cure < 0 ? null : why.substring(cure + 2),
          reason,
          values);
    }
  }

  /// @param field of the person, or the column of a card that is added, whose payload is not told
  /// @param before what the register says now, or null if it says nothing
  /// @param after what it will say
  record Change(String field, @Nullable String before, @Nullable String after) {}

  /// How many lines are in which state.
  record Counts(int fresh, int changed, int same, int wrong) {
    @JsonProperty("new")
    @Override
    public int fresh() {
      return fresh;
    }
  }

  static ImportPreview of(ResidentList list, List<LineFinding> findings) {
    List<Line> lines = new ArrayList<>(findings.size() + list.bad().size());
    list.bad().forEach(bad -> lines.add(line(bad)));
    findings.forEach(finding -> lines.add(line(finding)));
    lines.sort(Comparator.comparingLong(Line::line));
    return new ImportPreview(
        list.encoding(),
        columns(list),
        lines,
        new Counts(
            count(lines, "new"),
            count(lines, "changed"),
            count(lines, "same"),
            count(lines, "wrong")));
  }

  /// Of a list of which it is not known which column holds the names.
  static ImportPreview ofColumns(ResidentList list) {
    return new ImportPreview(list.encoding(), columns(list), List.of(), new Counts(0, 0, 0, 0));
  }

  private static List<Column> columns(ResidentList list) {
    return list.headings().stream()
        .map(
            heading ->
                new Column(
                    heading.heading(),
                    heading.column() == null ? null : heading.column().wireName()))
        .toList();
  }

  private static int count(List<Line> lines, String state) {
    return (int) lines.stream().filter(line -> line.state().equals(state)).count();
  }

  private static Line line(ListProblem bad) {
    return Line.wrong(
        bad.line(),
        bad.name(),
        bad.why(),
        bad.reason(),
        bad.column() == null
            ? Map.of("value", bad.value())
            : Map.of("value", bad.value(), "column", bad.column()));
  }

  private static Line line(LineFinding finding) {
    return switch (finding) {
      case LineFinding.New(var line) -> Line.of(line.number(), "new", line.person().name(), null);
      case LineFinding.Same(var line, Long resident, String why) ->
          Line.of(line.number(), "same", line.person().name(), resident).known(why);
      case LineFinding.Changed changed ->
          Line.of(changed.number(), "changed", changed.after().name(), changed.resident())
              .with(changes(changed));
      case LineFinding.Wrong(long number, String name, var reason, var values, String why) ->
          Line.wrong(
              number, name, why, reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), values);
    };
  }

  private static List<Change> changes(LineFinding.Changed changed) {
    List<Change> changes = new ArrayList<>();
    for (String field : changed.fields()) {
      changes.add(new Change(field, said(changed.before(), field), said(changed.after(), field)));
    }
    for (CardKind kind : changed.cards()) {
      changes.add(new Change("card_" + kind.wireName(), null, null));
    }
    return changes;
  }

  private static @Nullable String said(Person person, String field) {
    return switch (field) {
      case "name" -> person.name();
      case "role" -> person.role().wireName();
      case "phone" -> person.phone();
      case "born" -> person.born();
      case "language" -> person.language();
      case "note" -> person.note();
      default -> throw new IllegalArgumentException("a person has no " + field);
    };
  }

  /// Of what a preview tells.
  static String tag(byte[] json) {
    return Content.sha256(json).replaceAll("[^A-Za-z0-9]", "").substring(0, TAG);
  }
}
