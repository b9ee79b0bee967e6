package daka.bench;

import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/// How long the preview of a workbook of 20,000 people takes by HTTP, against reading the same
/// cells with the bare library; and a tap while previews run, against one while none does. The
/// kiosk is the jar as a process of its own.
///
/// Usage: `PreviewBench JAR FOLDER [PEOPLE]`.
final class PreviewBench {
  private static final int WARM_UP = 2_000;
  private static final int QUIET = 1_000;
  private static final int MOST_TAPS = 20_000;
  private static final int WARM_ROUNDS = 4;
  private static final int ROUNDS = 7;
  private static final long PAUSE_MILLIS = 3;
  private static final String[] HEADINGS = {"姓名", "电话", "出生日期", "备注", "二维码", "卡号"};

  private final ServedKiosk kiosk;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String token;
  private final byte[] workbook;
  private int next;

  private PreviewBench(ServedKiosk kiosk, String token, byte[] workbook) {
    this.kiosk = kiosk;
    this.token = token;
    this.workbook = workbook;
  }

  static void main(String[] args) throws Exception {
    int people = args.length > 2 ? Integer.parseInt(args[2]) : 20_000;
    Path folder = Files.createTempDirectory(Path.of(args[1]), "preview");
    ServedKiosk.prepare(folder, WARM_UP + QUIET + MOST_TAPS);
    String token;
    try (Database database = Database.open(folder)) {
      token = new Tokens(database).issue("bench", TokenRole.ADMIN, OpenStore.MORNING).orElseThrow();
    }
    try (ServedKiosk kiosk = ServedKiosk.start(Path.of(args[0]), folder)) {
      kiosk.awaitReady();
      PreviewBench bench = new PreviewBench(kiosk, token, workbook(people));
      bench.taps();
      bench.previews(people);
    }
  }

  private static byte[] workbook(int people) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(file, "bench", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("居民");
      for (int i = 0; i < HEADINGS.length; i++) {
        sheet.value(0, i, HEADINGS[i]);
      }
      for (int i = 0; i < people; i++) {
        sheet.value(i + 1, 0, "居民" + i);
        sheet.value(i + 1, 1, "1380%07d".formatted(i));
        sheet.value(i + 1, 2, "19%02d-%02d-%02d".formatted(i % 90, 1 + i % 12, 1 + i % 28));
        sheet.value(i + 1, 3, i % 7 + " 楼");
        sheet.value(i + 1, 4, "PREVIEW-" + i);
        sheet.value(i + 1, 5, Integer.toString(700_000 + i));
      }
    }
    return file.toByteArray();
  }

  private void previews(int people) throws Exception {
    double[] bare = new double[ROUNDS];
    double[] ours = new double[ROUNDS];
    for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
      double library = bare(people);
      long begun = System.nanoTime();
      HttpResponse<String> answer = http.send(request(), BodyHandlers.ofString());
      double preview = (System.nanoTime() - begun) / 1e9;
      if (answer.statusCode() != 200 || !answer.body().contains("\"new\":" + people)) {
        throw new IOException("the preview was answered " + answer.statusCode());
      }
      if (round >= 0) {
        bare[round] = library;
        ours[round] = preview;
      }
    }
    Arrays.sort(bare);
    Arrays.sort(ours);
    System.out.printf(
        "preview of %,d people from xlsx (%,d kB) by HTTP: %.2f s; the bare library reads the cells"
            + " in %.2f s%nratio %.2f (at most 3)%n",
        people,
        workbook.length / 1024,
        ours[ROUNDS / 2],
        bare[ROUNDS / 2],
        ours[ROUNDS / 2] / bare[ROUNDS / 2]);
  }

  private double bare(int people) throws IOException {
    long begun = System.nanoTime();
    long cells = 0;
    try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook));
        Stream<Row> rows = read.getFirstSheet().openStream()) {
      cells =
          rows.mapToLong(
                  row -> {
                    long found = 0;
                    for (int i = 0; i < HEADINGS.length; i++) {
                      found += row.getCellText(i).isEmpty() ? 0 : 1;
                    }
                    return found;
                  })
              .sum();
    }
    if (cells != (people + 1L) * HEADINGS.length) {
      throw new IOException("the library has read " + cells + " cells");
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private void taps() throws Exception {
    while (next < WARM_UP) {
      kiosk.tap(next++);
    }
    Percentiles quiet = new Percentiles(QUIET);
    while (quiet.size() < QUIET) {
      tap(quiet);
    }
    Percentiles beside = new Percentiles(MOST_TAPS);
    for (int round = 0; round < ROUNDS; round++) {
      CompletableFuture<HttpResponse<Void>> preview =
          http.sendAsync(request(), BodyHandlers.discarding());
      while (!preview.isDone() && beside.size() < MOST_TAPS) {
        tap(beside);
      }
      preview.get();
    }
    System.out.printf(
        "a tap's p99 alone %.2f ms, beside previews %.2f ms (%d taps)%nratio %.2f (at most 1.5)%n",
        quiet.micros(0.99) / 1e3,
        beside.micros(0.99) / 1e3,
        beside.size(),
        beside.micros(0.99) / quiet.micros(0.99));
  }

  private void tap(Percentiles times) throws Exception {
    times.add((long) (kiosk.tap(next++) * 1_000));
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(URI.create(kiosk.url("/api/v1/residents/import?preview=true")))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/octet-stream")
        .POST(BodyPublishers.ofByteArray(workbook))
        .build();
  }
}
