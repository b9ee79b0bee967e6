package daka.web.door;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.device.Waiting;
import daka.web.http.Json;
import daka.web.http.ProblemsTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stream of states, read as a browser reads it.
class ScreenEventsTest {
  @TempDir Path folder;
  private RunningKiosk kiosk;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
  }

  @AfterEach
  void close() throws Exception {
    kiosk.close();
  }

  /// One event of the stream.
  private record Event(String name, String data) {}

  /// A page that follows the screen.
  private final class Page implements AutoCloseable {
    private final BufferedReader lines;

    Page() throws Exception {
      HttpRequest request = HttpRequest.newBuilder(URI.create(kiosk.url("/screen/events"))).build();
      lines =
          new BufferedReader(
              new InputStreamReader(
                  kiosk.http.send(request, BodyHandlers.ofInputStream()).body(),
                  StandardCharsets.UTF_8));
    }

    JsonNode state() throws IOException {
      Event event = event();
      while (!event.name().equals("state")) {
        event = event();
      }
      return Json.MAPPER.readTree(event.data());
    }

    Event event() throws IOException {
      String name = "";
      String data = "";
      for (String line = next(); !line.isEmpty(); line = next()) {
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        }
      }
      return new Event(name, data);
    }

    private String next() throws IOException {
      return requireNonNull(lines.readLine(), "the stream has ended");
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  @Test
  void a_page_gets_the_whole_state_at_once() throws Exception {
    try (Page page = new Page()) {
      JsonNode state = page.state();
      assertEquals("yimin", state.at("/centre/id").textValue());
      assertEquals("08:30", state.at("/centre/opens").textValue());
      assertEquals("zh-Hans", state.at("/centre/languages/0").textValue());
      assertEquals(6, state.path("rooms").size());
      assertEquals(80, state.at("/rooms/0/capacity").intValue());
      assertTrue(state.path("well").booleanValue());
      assertTrue(state.path("result").isMissingNode());
    }
  }

  @Test
  void every_page_gets_every_change() throws Exception {
    try (Page one = new Page();
        Page two = new Page()) {
      one.state();
      two.state();
      kiosk.tap("W-1");
      for (Page page : List.of(one, two)) {
        JsonNode state = page.state();
        while (state.path("result").isMissingNode()) {
          state = page.state();
        }
        assertEquals("arrived", state.at("/result/answer/decision").textValue());
        assertEquals("王**", state.at("/result/answer/who").textValue());
        assertEquals(15_000, state.at("/result/shown_ms").longValue());
        assertEquals(1, state.path("inside").intValue());
      }
    }
  }

  @Test
  void a_page_that_comes_back_in_mid_result_is_shown_it_with_the_time_left() throws Exception {
    kiosk.tap("W-1");
    try (Page page = new Page()) {
      long left = page.state().at("/result/left_ms").longValue();
      assertTrue(left > 0 && left < 15_000, "left: " + left);
    }
  }

  @Test
  void while_nothing_changes_there_is_a_beat() throws Exception {
    try (Page page = new Page()) {
      page.state();
      assertEquals("beat", page.event().name());
    }
  }

  @Test
  void pages_that_do_not_read_hold_up_no_tap() throws Exception {
    List<Socket> stuck = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), kiosk.server.port());
        socket.setReceiveBufferSize(1_024);
        socket
            .getOutputStream()
            .write(
                "GET /screen/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        stuck.add(socket);
      }
      assertTimeoutPreemptively(
          Waiting.PATIENCE,
          () -> {
            for (int i = 0; i < 200; i++) {
              kiosk.tap("nobody " + i);
            }
          });
      try (Page page = new Page()) {
        assertEquals(200, page.state().at("/result/seq").longValue());
      }
    } finally {
      for (Socket socket : stuck) {
        socket.close();
      }
    }
  }

  @Test
  void the_seventeenth_page_is_told_to_come_back() throws Exception {
    List<Page> pages = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        pages.add(new Page());
      }
      ProblemsTest.assertProblem(503, "close one of them", kiosk.get("/screen/events"));
    } finally {
      for (Page page : pages) {
        page.close();
      }
    }
  }

  @Test
  void the_server_closes_at_once_though_pages_follow() throws Exception {
    try (Page page = new Page()) {
      page.state();
      assertTimeoutPreemptively(Waiting.PATIENCE, () -> kiosk.server.close());
    }
  }
}
