package daka.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import daka.check.FreePort;
import daka.web.door.Chromium;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes the pictures of the README from the demo centre as it really runs: the residents' screen
/// before and after a tap, and the board that a member of staff has unlocked.
///
/// Usage: `ScreenPictures JAR FOLDER`, where FOLDER gets `idle.png`, `arrived.png` and `board.png`.
public final class ScreenPictures {
  /// The official 7-inch display of a Raspberry Pi, in pixels.
  private static final int WIDTH = 800;

  private static final int HEIGHT = 480;
  private static final int TRIES = 600;
  private static final Pattern PIN = Pattern.compile("the PIN (\\d+) unlocks");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String kiosk;
  private final Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  private ScreenPictures(int port, Path folder) {
    this.kiosk = "http://127.0.0.1:" + port;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    int port = FreePort.pick();
    Path data = Files.createTempDirectory("daka-pictures");
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                args[0],
                "demo",
                "--port",
                String.valueOf(port),
                "--data",
                data.toString())
            .redirectError(data.resolve("log").toFile())
            .start();
    try (BufferedReader told = demo.inputReader();
        Chromium chromium = Chromium.start("--hide-scrollbars")) {
      new ScreenPictures(port, Path.of(args[1])).take(chromium, pin(told));
    } finally {
      demo.destroy();
      demo.waitFor();
    }
  }

  private static String pin(BufferedReader told) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      all.append(line).append('\n');
      Matcher found = PIN.matcher(all);
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new IOException("the demo did not start, and said: " + all);
  }

  private void take(Chromium chromium, String pin) throws IOException, InterruptedException {
    awaitReady();
    Page screen = chromium.page(WIDTH, HEIGHT);
    screen.navigate(kiosk + "/");
    screen.waitForSelector("main.idle");
    keep(screen, "idle");
    tapUntilSomebodyArrives();
    screen.waitForSelector("main.result");
    keep(screen, "arrived");
    Page board = chromium.page(WIDTH, HEIGHT);
    board.navigate(kiosk + "/board");
    board.locator("[data-step=unlock]").tap();
    pin.chars().forEach(digit -> board.locator("[data-digit='" + (char) digit + "']").tap());
    board.locator("[data-step=unlock]").tap();
    board.waitForSelector("main.board[data-unlocked=true]");
    keep(board, "board");
  }

  private void awaitReady() throws InterruptedException {
    HttpRequest health = HttpRequest.newBuilder(URI.create(kiosk + "/healthz")).build();
    for (int i = 0; i < TRIES; i++) {
      try {
        if (http.send(health, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It is still starting.
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void tapUntilSomebodyArrives() throws IOException, InterruptedException {
    JsonNode cards =
        JSON.readTree(
            http.send(
                    HttpRequest.newBuilder(URI.create(kiosk + "/demo/cards")).build(),
                    BodyHandlers.ofString())
                .body());
    for (JsonNode card : cards) {
      if (!card.path("role").asText().equals("staff") && tap(card).equals("arrived")) {
        return;
      }
    }
  }

  private String tap(JsonNode card) throws IOException, InterruptedException {
    String body =
        JSON.createObjectNode()
            .put("reader", "demo")
            .put("payload", card.path("payload").asText())
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(kiosk + "/api/v1/scans"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
        .path("decision")
        .asText();
  }

  private void keep(Page page, String name) {
    page.waitForTimeout(800);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(folder.resolve(name + ".png"))
            .setAnimations(ScreenshotAnimations.DISABLED));
  }
}
