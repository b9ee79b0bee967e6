package daka.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// The cells of [daka.store.visits.ManyVisits], written by the library alone: no database, no HTTP.
/// Each line of its input begins a round, which answers with its seconds. Arguments: the file, how
/// many visits, the first one's time in milliseconds since 1970.
final class BareSheet {
  private static final String[] COLUMNS =
      ("visit,resident,name,party,room,room_name,arrived,departed,minutes,ended,reader,evidence,"
              + "arrived_local,departed_local,town")
          .split(",", -1);
  private static final int[] WIDTHS = {12, 12, 24, 8, 16, 28, 26, 26, 10, 12, 20, 12, 22, 22, 12};
  private static final String[] ROOMS = {"hall", "party", "civic", "veterans", "council", "sports"};
  private static final String[] ROOM_NAMES = {
    "便民服务大厅", "党员活动室", "新时代文明实践站", "退役军人服务站", "居民理事室", "文体活动室"
  };
  private static final int ROWS_AT_ONCE = 500;
  private static final long OFFSET = 8 * 3_600_000L;

  private BareSheet() {}

  static void main(String[] args) throws IOException {
    BufferedReader rounds =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (rounds.readLine() != null) {
      long begin = System.nanoTime();
      write(Path.of(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]));
      System.out.println((System.nanoTime() - begin) / 1e9);
    }
  }

  private static void write(Path file, int visits, long first) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "Daka", "1.0")) {
      workbook.setCompressionLevel(2);
      Worksheet sheet = workbook.newWorksheet("visits");
      for (int i = 0; i < COLUMNS.length; i++) {
        sheet.width(i, WIDTHS[i]);
        sheet.value(0, i, COLUMNS[i]);
      }
      sheet.range(0, 0, 0, COLUMNS.length - 1).style().bold().set();
      sheet.freezePane(0, 1);
      for (int i = 1; i <= visits; i++) {
        row(sheet, i, first);
        if (i % ROWS_AT_ONCE == 0) {
          dates(sheet, i - ROWS_AT_ONCE + 1, i);
          sheet.flush();
        }
      }
      int rest = visits % ROWS_AT_ONCE;
      if (rest > 0) {
        dates(sheet, visits - rest + 1, visits);
      }
    }
  }

  private static void dates(Worksheet sheet, int from, int to) {
    sheet.range(from, 6, to, 7).style().format("yyyy-mm-dd hh:mm:ss.000").set();
    sheet.range(from, 12, to, 13).style().format("yyyy-mm-dd hh:mm:ss").set();
  }

  private static void row(Worksheet sheet, int i, long first) {
    long arrived = first + i * 30_000L + i % 977;
    long departed = arrived + 60_000L * (1 + i % 180) + i % 1000;
    boolean guests = i % 10 == 0;
    sheet.inlineString(i, 0, Integer.toString(i));
    if (!guests) {
      int resident = (int) (1 + i * 7919L % 5000);
      sheet.inlineString(i, 1, Integer.toString(resident));
      sheet.inlineString(i, 2, name(resident));
    }
    sheet.value(i, 3, guests ? 1L + i % 20 : 1L);
    sheet.value(i, 4, ROOMS[i % 6]);
    sheet.value(i, 5, ROOM_NAMES[i % 6]);
    sheet.value(i, 6, day(arrived + OFFSET));
    sheet.value(i, 12, day((arrived + OFFSET) / 1_000 * 1_000));
    sheet.value(i, 7, day(departed + OFFSET));
    sheet.value(i, 13, day((departed + OFFSET) / 1_000 * 1_000));
    sheet.value(i, 8, (departed - arrived) / 60_000);
    sheet.value(i, 9, i % 5 == 0 ? "closing" : i % 5 == 1 ? "screen" : "tap");
    sheet.value(i, 10, i % 3 == 0 ? "counter" : "door");
  }

  private static double day(long local) {
    return 25_569 + local / 86_400_000.0;
  }

  private static String name(int resident) {
    char[] name = {
      "王李张刘陈杨黄赵周吴".charAt(resident % 10),
      "伟芳娜敏静丽强磊军洋".charAt(resident / 10 % 10),
      "明华国建文平志秀英兰".charAt(resident / 100 % 10)
    };
    return new String(name);
  }
}
