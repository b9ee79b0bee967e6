package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bodies made of good ones by chance: none does worse than being told so, and the kiosk goes on.
class RequestFuzzTest {
  private static final int ROUNDS = 400;
  private static final List<String> SEEDS =
      List.of(
          "{\"reader\":\"demo\",\"payload\":\"W-1\",\"kind\":\"qr\"}",
          "{\"offer\":\"1\",\"room\":\"sports\"}",
          "{\"visit\":\"1\"}",
          "{\"party\":3}");
  private static final List<String> PATHS =
      List.of(
          "/api/v1/scans",
          "/screen/room",
          "/screen/leave",
          "/screen/undo",
          "/screen/guests",
          "/screen/touched",
          "/screen/called");
  private static final List<String> SCRAPS =
      List.of(
          "\u0000",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          "{",
          "[",
          "[[[[[[[[[[[[[[[[[[[[",
          "null",
          "1e999",
          "-",
          "999999999999999999999",
          "\ufeff",
          "\u202e",
          "王",
          "true",
          "}",
          ",",
          ":");
  private static final List<String> TYPES =
      List.of("application/json", "image/png", "image/jpeg", "text/plain", "application/json;;=");

  @TempDir Path folder;

  @Test
  @ForeignBytes
  void no_body_does_worse_than_being_told_so() throws Exception {
    long seed = 20_261_123;
    Random random = Fuzz.random(seed);
    try (RunningKiosk kiosk = new RunningKiosk(folder)) {
      for (int round = 0; round < Fuzz.rounds(ROUNDS); round++) {
        byte[] body = mutate(random);
        String type = TYPES.get(random.nextInt(8) < 6 ? 0 : random.nextInt(TYPES.size()));
        String path = PATHS.get(random.nextInt(PATHS.size()));
        HttpResponse<String> response = kiosk.post(path, type, body);
        String told = "round " + round + ", seed " + seed + ": " + path + " " + type;
        assertTrue(response.statusCode() < 500, told + " " + response.body());
        assertTrue(RunningKiosk.json(response).isObject(), told);
      }
      assertEquals(200, kiosk.get("/healthz").statusCode());
      assertTrue(kiosk.tap("W-1").path("who").textValue().startsWith("王"), "and taps go on");
    }
  }

  private static byte[] mutate(Random random) {
    String body = SEEDS.get(random.nextInt(SEEDS.size()));
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(body.length() + 1);
      int to = Math.min(body.length(), at + random.nextInt(4));
      body = body.substring(0, at) + SCRAPS.get(random.nextInt(SCRAPS.size())) + body.substring(to);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
