package daka;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import daka.check.FreePort;
import daka.check.Needs;
import daka.device.Waiting;
import daka.rig.KioskProcess;
import daka.rig.Site;
import daka.store.file.Database;
import daka.store.file.TableMap;
import daka.upstream.Receiver;
import daka.web.door.Chromium;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A kiosk that has to put its records in order before it can record a tap. Its map is a pipe, so
/// it waits there until somebody writes to it, however quick the machine is.
@Needs.Browser
@Needs.Rig
@Timeout(300)
class SlowStartTest {
  @TempDir Path folder;

  @Test
  void those_before_the_screen_are_told_how_far_it_is_until_it_takes_taps() throws Exception {
    int port = FreePort.pick();
    try (Receiver receiver = new Receiver();
        Chromium chromium = Chromium.start();
        Page screen = chromium.page(1280, 800)) {
      Site site = Site.make(folder, receiver.url(), 1);
      listenAt(site, port);
      Path pipe = damage(site);
      Door door = new Door(URI.create("http://127.0.0.1:" + port));
      try (KioskProcess kiosk = KioskProcess.start(site, List.of("daka.Main", "run"))) {
        Waiting.await("an answer", () -> answers(port));
        CompletableFuture<Void> knocking = CompletableFuture.runAsync(() -> knock(port));
        assertEquals(503, door.get("/healthz").statusCode());
        JsonNode store = door.part("store");
        assertTrue(
            store.get("detail").asText().contains("putting the records in order, 1 of 7"),
            store::toString);
        HttpResponse<String> early = door.tap(Site.card(1));
        assertEquals(503, early.statusCode());
        assertTrue(early.headers().firstValue("Retry-After").isPresent());
        screen.navigate(door.kiosk().resolve("/").toString());
        assertThat(screen.locator(".opening-step")).hasText("第 1 步，共 7 步");

        letGoOn(pipe);

        kiosk.awaitReady();
        knocking.join();
        assertThat(screen.locator("main.idle")).isVisible();
        HttpResponse<String> tap = door.tap(Site.card(1));
        assertEquals(200, tap.statusCode(), tap::body);
        assertThat(screen.locator("main.result")).isVisible();
        assertEquals(200, door.get("/healthz").statusCode());
        assertTrue(door.part("database").get("detail").asText().contains("damaged"));
        assertEquals(0, kiosk.stop(), kiosk::log);
      }
    }
  }

  private static void listenAt(Site site, int port) throws IOException {
    String config = Files.readString(site.config());
    Files.writeString(site.config(), config.replace("127.0.0.1:0", "127.0.0.1:" + port));
  }

  private static Path damage(Site site) throws Exception {
    Files.write(site.data().resolve(Database.FILE), new byte[50_000]);
    Path pipe = site.data().resolve(TableMap.FILE);
    Files.deleteIfExists(pipe);
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor());
    return pipe;
  }

  /// Whoever reads the pipe comes to its end, and nobody finds it again.
  private static void letGoOn(Path pipe) throws IOException {
    try (OutputStream _ = Files.newOutputStream(pipe)) {
      Files.delete(pipe);
    }
  }

  private static boolean answers(int port) {
    try {
      return !ask(port).isEmpty();
    } catch (IOException _) {
      return false;
    }
  }

  /// Asks again and again until the kiosk is well. Somebody is always there to be connected to, or
  /// else a browser would show a page of its own.
  private static void knock(int port) {
    while (true) {
      try {
        if (ask(port).startsWith("HTTP/1.1 200")) {
          return;
        }
      } catch (ConnectException e) {
        throw new AssertionError("nobody listens", e);
      } catch (IOException _) {
        // The one that ends may let go of a connection that it has not answered.
      }
    }
  }

  private static String ask(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) Waiting.PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(
              "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
