package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Refusal;
import daka.web.http.ProblemsTest;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The spoken prompts as the page fetches them: the centre's own, or those that are built in.
class RecordingsTest {
  @TempDir Path folder;
  private Path recordings = Path.of("");
  private RunningKiosk kiosk;

  @BeforeEach
  void open() throws Exception {
    recordings = folder.resolve("recordings");
    Files.createDirectories(recordings.resolve("zh"));
    kiosk = new RunningKiosk(folder, new Recordings(recordings));
  }

  @AfterEach
  void close() throws Exception {
    kiosk.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void every_decision_and_every_refusal_is_spoken_without_names_and_numbers(String language)
      throws Exception {
    Set<String> prompts =
        Stream.concat(
                Stream.of("arrived", "departed", "moved", "already-in", "undone", "recorded"),
                Arrays.stream(Refusal.values()).map(reason -> "refused-" + reason.wireName()))
            .collect(Collectors.toCollection(TreeSet::new));
    JsonNode sentences = RunningKiosk.json(kiosk.get("/kiosk/voice/" + language + ".json"));

    Set<String> named = new TreeSet<>();
    sentences.fieldNames().forEachRemaining(named::add);
    assertEquals(prompts, named);
    for (String name : prompts) {
      assertTrue(sentences.path(name).textValue().matches("[^\\d{}]+"), name);
      assertArrayEquals(builtIn(language, name), voice(language, name).body());
    }
  }

  @Test
  void a_prompt_is_asked_for_each_time_and_sent_once() throws Exception {
    HttpResponse<byte[]> first = voice("zh", "arrived");
    assertEquals("audio/ogg", type(first));
    assertEquals("no-cache", first.headers().firstValue("Cache-Control").orElse(""));
    String tag = first.headers().firstValue("ETag").orElse("");
    HttpRequest again =
        HttpRequest.newBuilder(URI.create(kiosk.url("/voice/zh/arrived")))
            .header("If-None-Match", tag)
            .build();
    assertEquals(304, kiosk.http.send(again, BodyHandlers.ofString()).statusCode());

    own("zh/arrived.ogg", "OggS mine");
    assertEquals(200, kiosk.http.send(again, BodyHandlers.ofString()).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "ogg, audio/ogg, OggS....",
    "opus, audio/ogg, OggS....",
    "mp3, audio/mpeg, ID3.....",
    "mp3, audio/mpeg, \u00ff\u00fb....",
    "m4a, audio/mp4, ....ftypM4A",
    "wav, audio/wav, RIFF....WAVE"
  })
  void a_recording_of_the_centre_stands_in_for_the_built_in_one(
      String extension, String type, String content) throws Exception {
    own("zh/arrived." + extension, content);
    HttpResponse<byte[]> response = voice("zh", "arrived");
    assertEquals(type, type(response));
    assertEquals(content, new String(response.body(), StandardCharsets.ISO_8859_1));
    assertBuiltIn("en", "arrived");
    assertBuiltIn("zh", "departed");
  }

  @Test
  void a_recording_that_is_replaced_or_taken_away_counts_at_once() throws Exception {
    own("zh/arrived.wav", "RIFF....WAVE first");
    assertTrue(body("arrived").endsWith("first"));
    own("zh/arrived.wav", "RIFF....WAVE second");
    assertTrue(body("arrived").endsWith("second"));
    own("zh/arrived.ogg", "OggS goes before");
    assertTrue(body("arrived").endsWith("before"));
    Files.delete(recordings.resolve("zh/arrived.ogg"));
    Files.delete(recordings.resolve("zh/arrived.wav"));
    assertBuiltIn("zh", "arrived");
  }

  @Test
  void a_recording_that_cannot_be_used_takes_nothing_away() throws Exception {
    own("zh/arrived.ogg", "");
    own("zh/departed.ogg", "RIFF....WAVE");
    own("zh/moved.wav", "RIFF....WAVE" + "x".repeat(5 * 1024 * 1024));
    Files.createDirectory(recordings.resolve("zh/undone.ogg"));
    Files.createSymbolicLink(recordings.resolve("zh/already-in.ogg"), secret());
    Files.createSymbolicLink(recordings.resolve("zh/refused-blocked.ogg"), Path.of("/dev/zero"));
    Files.createSymbolicLink(recordings.resolve("zh/refused-expired.ogg"), Path.of("nowhere"));
    assertBuiltIn("zh", "arrived");
    assertBuiltIn("zh", "departed");
    assertBuiltIn("zh", "moved");
    assertBuiltIn("zh", "undone");
    assertBuiltIn("zh", "already-in");
    assertBuiltIn("zh", "refused-blocked");
    assertBuiltIn("zh", "refused-expired");
    own("zh/arrived.mp3", "ID3 the next best");
    assertTrue(body("arrived").endsWith("the next best"));
  }

  private Path secret() throws Exception {
    return Files.writeString(folder.resolve("secret"), "OggS not for everybody");
  }

  @Test
  void a_recording_that_the_kiosk_may_not_read_takes_nothing_away() throws Exception {
    Path own = own("zh/arrived.ogg", "OggS");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(own), "root reads everything");
    assertBuiltIn("zh", "arrived");
  }

  @Test
  void a_recording_that_cannot_be_used_is_logged_once_until_it_is_mended() throws Exception {
    PrintStream err = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      own("zh/arrived.ogg", "nonsense");
      assertBuiltIn("zh", "arrived");
      assertBuiltIn("zh", "arrived");
      assertEquals(1, complaints(log));
      own("zh/arrived.ogg", "OggS");
      assertEquals("OggS", body("arrived"));
      own("zh/arrived.ogg", "nonsense");
      assertBuiltIn("zh", "arrived");
      assertEquals(2, complaints(log));
    } finally {
      System.setErr(err);
    }
  }

  private static long complaints(ByteArrayOutputStream log) {
    return log.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("arrived.ogg is not used: "))
        .count();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/voice/fr/arrived",
        "/voice/zh-Hans/arrived",
        "/voice/zh/repeated",
        "/voice/zh/arrived.ogg",
        "/voice/zh/",
        "/voice/zh",
        "/voice/zh/..%2Fen%2Farrived",
        "/voice/../zh/arrived",
        "/voice/zh/arrived/more",
      })
  void what_is_no_prompt_is_not_there(String path) throws Exception {
    own("zh/repeated.ogg", "OggS");
    String answer =
        kiosk.raw(
            ("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    assertTrue(answer.startsWith("HTTP/1.1 404") || answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(answer.contains("application/problem+json"), answer);
  }

  @Test
  void a_prompt_is_read_only_and_takes_no_parameters() throws Exception {
    HttpResponse<String> post = kiosk.post("/voice/zh/arrived", "{}");
    ProblemsTest.assertProblem(405, "it takes GET", post);
    ProblemsTest.assertProblem(400, "takes none", kiosk.get("/voice/zh/arrived?speed=2"));
  }

  @Test
  void without_a_folder_of_the_centre_all_prompts_are_built_in() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (RunningKiosk bare = new RunningKiosk(other, new Recordings(null))) {
      assertEquals(200, bare.get("/voice/en/undone").statusCode());
    }
  }

  private Path own(String file, String content) throws Exception {
    return Files.writeString(recordings.resolve(file), content, StandardCharsets.ISO_8859_1);
  }

  private String body(String name) throws Exception {
    return new String(voice("zh", name).body(), StandardCharsets.ISO_8859_1);
  }

  private HttpResponse<byte[]> voice(String language, String name) throws Exception {
    URI uri = URI.create(kiosk.url("/voice/" + language + "/" + name));
    return kiosk.http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
  }

  private static String type(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  private void assertBuiltIn(String language, String name) throws Exception {
    assertArrayEquals(builtIn(language, name), voice(language, name).body(), name);
  }

  private static byte[] builtIn(String language, String name) throws Exception {
    String resource = "/kiosk/voice/" + language + "/" + name + ".ogg";
    try (InputStream in = RecordingsTest.class.getResourceAsStream(resource)) {
      assertFalse(in == null, resource);
      return in.readAllBytes();
    }
  }
}
