package daka.web.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.web.api.RunningApi;
import daka.web.door.QrImages;
import daka.web.door.RunningKiosk;
import daka.web.door.ScreenEvents;
import daka.web.http.UnfinishedBodies.Coming;
import daka.web.http.UnfinishedBodies.Pace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bodies of requests that come slowly or never.
class UnfinishedBodiesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  private static byte[] head(String method, String path, String more) {
    return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] post(String type, int length) {
    return head(
        "POST",
        "/api/v1/scans",
        "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n");
  }

  private static Socket begin(RunningKiosk kiosk, byte[] bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), kiosk.server.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.getOutputStream().write(bytes);
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(read);
    } catch (IOException e) {
      // Cut off without a goodbye.
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  @Test
  void sixteen_pages_and_twenty_unfinished_bodies_leave_a_tap_its_thread() throws Exception {
    try (RunningKiosk kiosk = new RunningKiosk(folder)) {
      List<Socket> open = new ArrayList<>();
      for (int i = 0; i < ScreenEvents.MAX_PAGES; i++) {
        Socket page = begin(kiosk, head("GET", "/screen/events", ""));
        assertTrue(page.getInputStream().read() >= 0, "the page follows");
        open.add(page);
      }
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 20; i++) {
          open.add(begin(kiosk, post("application/json", 1_000)));
          open.add(begin(kiosk, post("image/png", 5_000_000)));
        }
        long begin = System.nanoTime();
        kiosk.tap("W-1");
        long took = System.nanoTime() - begin;
        assertTrue(took < PATIENCE.toNanos() / 2, took / 1_000_000 + " ms");
      }
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void a_body_that_does_not_come_is_cut_off_and_one_in_pieces_is_not() throws Exception {
    try (RunningKiosk kiosk = new RunningKiosk(folder)) {
      byte[] json = "{\"payload\":\"W-1\"}".getBytes(StandardCharsets.US_ASCII);
      try (Socket never = begin(kiosk, post("application/json", json.length));
          Socket pieces = begin(kiosk, post("application/json", json.length))) {
        never.getOutputStream().write(json, 0, 5);
        for (byte b : json) {
          pieces.getOutputStream().write(b);
        }
        pieces.shutdownOutput();
        assertTrue(answer(pieces).contains("\"arrived\""));
        assertFalse(answer(never).contains("HTTP/1.1 2"));
      }
    }
  }

  @Test
  void a_body_in_chunks_is_read_whole_and_one_without_end_is_refused() throws Exception {
    try (RunningKiosk kiosk = new RunningKiosk(folder)) {
      String chunked = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
      String body = "6\r\n{\"payl\r\nb\r\noad\":\"W-1\"}\r\n0\r\n\r\n";
      try (Socket socket = begin(kiosk, head("POST", "/api/v1/scans", chunked))) {
        socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        assertTrue(answer(socket).contains("\"arrived\""));
      }
      try (Socket socket = begin(kiosk, head("POST", "/api/v1/scans", chunked))) {
        OutputStream out = socket.getOutputStream();
        byte[] chunk =
            ("1000\r\n" + " ".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 40; i++) {
          out.write(chunk);
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertTrue(answer(socket).startsWith("HTTP/1.1 413"));
      }
    }
  }

  @Test
  void images_that_come_at_once_are_all_answered_in_turn() throws Exception {
    byte[] image = QrImages.png("W-1");
    try (RunningKiosk kiosk = new RunningKiosk(folder);
        ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 28; i++) {
        byte[] sent = i % 2 == 0 ? image : new byte[7_000_000];
        answers.add(many.submit(() -> kiosk.post("/api/v1/scans", "image/png", sent).statusCode()));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertEquals(i % 2 == 0 ? 200 : 422, answers.get(i).get());
      }
    }
  }

  @Test
  void on_the_lan_a_body_that_drips_is_cut_off_however_long_it_drips() throws Exception {
    Pace pace = new Pace(Duration.ofMillis(500), 1_000, Duration.ofMinutes(1));
    assertCutOff(pace, 1, Duration.ofMillis(20));
  }

  @Test
  void on_the_lan_a_body_has_to_be_there_within_its_time_however_fast_it_comes() throws Exception {
    Pace pace = new Pace(Duration.ofMillis(500), 1_000, Duration.ofSeconds(2));
    assertCutOff(pace, 400, Duration.ofMillis(10));
  }

  private void assertCutOff(Pace pace, int bytes, Duration every) throws Exception {
    try (RunningApi api = new RunningApi(folder, pace);
        var socket = api.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          head(
              "POST",
              "/api/v1/residents.csv",
              "Authorization: Bearer "
                  + api.admin
                  + "\r\nContent-Type: text/csv\r\nContent-Length: 4000000\r\n"));
      Thread sending =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 10_000; i++) {
                        out.write(new byte[bytes]);
                        LockSupport.parkNanos(every.toNanos());
                      }
                    } catch (IOException e) {
                      // Cut off, as it should be.
                    }
                  });
      long begin = System.nanoTime();
      assertFalse(answer(socket).contains("HTTP/1.1 2"));
      assertTrue(System.nanoTime() - begin < PATIENCE.toNanos());
      sending.interrupt();
      assertEquals(200, api.get(api.staff, "/api/v1/occupancy").statusCode());
    }
  }

  @Test
  void a_pace_is_asked_for_only_after_its_grace() {
    Pace pace = new Pace(Duration.ofSeconds(10), 1_000, Duration.ofSeconds(60));
    assertTrue(pace.isKept(0, Duration.ofSeconds(10).toNanos()));
    assertFalse(pace.isKept(10_999, Duration.ofSeconds(11).toNanos()));
    assertTrue(pace.isKept(11_000, Duration.ofSeconds(11).toNanos()));
    assertFalse(pace.isKept(Long.MAX_VALUE, Duration.ofSeconds(61).toNanos()));
  }

  /// 3 GB at 1 MB a second, past what any other body may take; then it falters.
  @Test
  void a_copy_goes_on_as_long_as_it_comes_along_and_what_was_quick_before_is_no_credit() {
    Coming copy = new Coming(LanServer.OF_COPIES, 0);
    long second = 0;
    for (; second < 3_000; second++) {
      assertTrue(copy.isKept(second * 1_000_000, Duration.ofSeconds(second).toNanos()));
    }
    long bytes = second * 1_000_000;
    assertTrue(copy.isKept(bytes, Duration.ofSeconds(second + 5).toNanos()), "a weak moment");
    assertTrue(copy.isKept(bytes + 30, Duration.ofSeconds(second + 31).toNanos()), "not yet");
    assertFalse(copy.isKept(bytes + 62, Duration.ofSeconds(second + 63).toNanos()), "it drips");
    assertFalse(
        new Coming(LanServer.PACE, 0).isKept(200_000_000, Duration.ofSeconds(200).toNanos()),
        "another body");
  }

  @Test
  void a_copy_that_comes_along_for_ever_is_cut_off_at_last() {
    Coming copy = new Coming(LanServer.OF_COPIES, 0);
    long minute = 0;
    while (copy.isKept(minute * 1_000_000, Duration.ofMinutes(minute).toNanos())) {
      minute++;
    }
    assertEquals(LanServer.OF_COPIES.longest().toMinutes() + 1, minute);
  }

  /// Any other body would be cut off here as soon as somebody looks.
  @Test
  void on_the_lan_a_copy_is_given_its_time_by_its_path() throws Exception {
    Pace none = new Pace(Duration.ZERO, 1_000_000_000, Duration.ofMinutes(1));
    try (RunningApi api = new RunningApi(folder, none);
        var socket = api.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          head(
              "PUT",
              "/api/v1/copies/uploads/"
                  + RunningApi.json(api.post(api.admin, "/api/v1/copies/uploads", "{}"))
                      .path("id")
                      .asText(),
              "Authorization: Bearer "
                  + api.admin
                  + "\r\nContent-Type: application/octet-stream\r\nContent-Length: 40\r\n"
                  + "Connection: close\r\n"));
      for (int i = 0; i < 10; i++) {
        out.write('x');
        LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
      }
      out.write(new byte[30]);
      assertTrue(answer(socket).startsWith("HTTP/1.1 422"), "no copy, and yet heard out");
    }
  }
}
