package daka.store.journal;

import daka.checkin.EventData;
import daka.checkin.Happening;
import daka.event.HashChain;
import daka.store.file.Database;
import daka.store.file.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Entries that a later version may write, and that this one has never heard of.
public final class NewerEntries {
  /// How many [#append] appends.
  public static final int COUNT = 4;

  private static final List<String> EVENTS =
      List.of(
          """
          {"boot":"b","clocktrust":"synchronised","data":{"at":"2026-11-23T10:00:00.000+08:00",\
          "by":[{"weight":1.5,"who":"外婆"},null,[]],"far":1e+30,"near":1e-7,"share":0.25,\
          "sum":100000000000000000000},"datacontenttype":"application/json",\
          "dataschema":"https://town.example/care","id":"newer-%1$d","sequence":"%1$012d",\
          "source":"/centres/yimin/kiosks/entrance","specversion":"1.0",\
          "time":"2026-11-23T10:00:00.000+08:00","type":"daka.care.received","zone":"north"}\
          """,
          """
          {"boot":"b","data":{"stars":5,"visit":"1"},"id":"newer-%1$d","sequence":"%1$012d",\
          "source":"/centres/yimin/kiosks/entrance","specversion":"1.0",\
          "time":"2026-11-23T10:00:01.000+08:00","type":"daka.visit.rated"}\
          """,
          """
          {"boot":"b","clocktrust":"synchronised","data":{"quoted":[{"type":"daka.journal.deleted"},\
          {"type":"daka.clock.corrected"}]},"id":"newer-%1$d","sequence":"%1$012d",\
          "source":"/centres/yimin/kiosks/entrance","specversion":"1.0",\
          "time":"2026-11-23T10:00:02.000+08:00","type":"daka.notice.read","uptime":"7"}\
          """,
          """
          {"boot":"b","clocktrust":"synchronised","data":{"at":"2026-11-23T10:00:03.000+08:00",\
          "companion":"dog","evidence":"none","party":2,"reader":"screen","room":"hall",\
          "subject":null,"visit":"%2$d"},"datacontenttype":"application/json","floor":"1F",\
          "id":"newer-%1$d","sequence":"%1$012d","source":"/centres/yimin/kiosks/entrance",\
          "specversion":"1.0","time":"2026-11-23T10:00:03.000+08:00",\
          "type":"daka.visit.arrived","uptime":"8"}\
          """);

  private NewerEntries() {}

  /// A kind of entry that only tests know, in a file of its own: this one.
  ///
  /// @param degrees outside
  public record Weather(Instant at, long degrees, boolean raining) implements Happening.Aside {
    @Override
    public String type() {
      return "daka.test.weather";
    }

    @Override
    public void tell(EventData data) {
      data.flag("raining", raining).number("degrees", degrees).time("at", at).text("sky", "灰\n\"");
    }
  }

  /// Appends them to the journal of a kiosk that is stopped: a child that is received, a visit that
  /// is rated, a notice that is read, and an arrival with more to tell.
  public static void append(Path folder) throws SQLException {
    try (Connection connection = Database.connect(folder.resolve(Database.FILE), false)) {
      long number =
          Sql.all(connection, "SELECT max(number) FROM journal", row -> row.getLong(1)).getFirst();
      long visit =
          Sql.all(connection, "SELECT max(id) + 1 FROM visits", row -> row.getLong(1)).getFirst();
      byte[] hash =
          Sql.all(
                  connection,
                  "SELECT hash FROM journal WHERE number = ?",
                  row -> row.getBytes(1),
                  number)
              .getFirst();
      for (String form : EVENTS) {
        number++;
        String event = form.formatted(number, visit);
        hash = HashChain.next(hash, event);
        Sql.change(
            connection,
            "INSERT INTO journal (number, event, hash) VALUES (?, ?, ?)",
            number,
            event,
            hash);
      }
      Sql.change(
          connection,
          "INSERT INTO visits (id, party, room, reader, evidence, arrived)"
              + " VALUES (?, 2, 'hall', 'screen', 'none', ?)",
          visit,
          Instant.parse("2026-11-23T02:00:03Z").toEpochMilli());
    }
  }
}
