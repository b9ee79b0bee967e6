package daka.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Classes with tests that fail are run, and it is looked at what they leave.
class FailedTestsTest {
  private static final Path FAILED = Path.of("target", "failed");

  /// Fails in every way; its name keeps it out of the build's own tests.
  static class Failing {
    @TempDir static Path ofAll;
    @TempDir Path folder;

    @BeforeEach
    void write() throws Exception {
      Files.writeString(ofAll.resolve("broker.conf"), "listener 0\n");
      Files.writeString(folder.resolve("program.log"), "it went wrong\n");
      Files.writeString(folder.resolve("card.key"), "secret");
      System.out.println("a line of the log");
      LeftBehind.offerText("kiosk.log", () -> "the kiosk's own words");
      LeftBehind.offerText("gone.log", () -> fail("it is gone"));
    }

    @Test
    void a_test() {
      fail("on purpose");
    }

    @ParameterizedTest
    @ValueSource(strings = {"王 小明", "../../x"})
    void a_test_with(String word, @TempDir Path other) throws Exception {
      Files.writeString(other.resolve("of-parameter.log"), word);
      fail("on purpose");
    }

    @Test
    void one_that_passes() {
      System.out.println("well");
    }

    @Test
    void one_that_is_skipped() {
      assumeTrue(false, "not here");
    }
  }

  /// Fails before its test begins.
  static class FailingBefore {
    @BeforeEach
    void prepare() {
      throw new IllegalStateException("it is not there");
    }

    @Test
    void a_test() {}
  }

  @AfterEach
  void take_away_what_did_not_really_fail() throws Exception {
    for (Class<?> type : List.of(Failing.class, FailingBefore.class)) {
      FailedTests.delete(FAILED.resolve(type.getName()));
    }
  }

  @Test
  void what_explains_a_failure_is_left_and_its_place_is_told() throws Exception {
    Launched launched = Launched.run(Failing.class);

    assertEquals(3, launched.summary().getTestsFailedCount());
    assertEquals(1, launched.summary().getTestsSucceededCount());
    assertEquals(1, launched.summary().getTestsAbortedCount());
    Path left = FAILED.resolve(Failing.class.getName());
    Path test = left.resolve("a_test_");
    assertTrue(
        launched.console().contains("explains the failure is in " + test), launched::console);
    assertTrue(Files.readString(test.resolve("failure.txt")).contains("on purpose"));
    assertTrue(Files.readString(test.resolve("log.txt")).contains("a line of the log"));
    assertEquals("it went wrong\n", Files.readString(test.resolve("files/program.log")));
    assertEquals("listener 0\n", Files.readString(test.resolve("files/broker.conf")));
    assertEquals("the kiosk's own words", Files.readString(one(test, "kiosk-")));
    assertTrue(Files.readString(one(test, "gone-")).contains("it is gone"));
    assertFalse(Files.exists(test.resolve("files/card.key")), "keys are left nowhere");
  }

  @Test
  void each_of_many_has_a_folder_of_its_own_and_who_passed_has_none() throws Exception {
    Launched.run(Failing.class);

    List<Path> folders = list(FAILED.resolve(Failing.class.getName()));
    assertEquals(3, folders.size(), folders::toString);
    for (Path folder : folders) {
      assertTrue(Files.exists(folder.resolve("files/program.log")), folder::toString);
    }
    List<Path> withWord =
        folders.stream().filter(folder -> folder.toString().contains("小明")).toList();
    assertEquals(1, withWord.size(), folders::toString);
    assertEquals("王 小明", Files.readString(withWord.getFirst().resolve("files/of-parameter.log")));
  }

  @Test
  void a_failure_before_the_test_leaves_as_much() throws Exception {
    Launched launched = Launched.run(FailingBefore.class);

    assertEquals(1, launched.summary().getTestsFailedCount());
    Path test = FAILED.resolve(FailingBefore.class.getName()).resolve("a_test_");
    assertTrue(Files.readString(test.resolve("failure.txt")).contains("it is not there"));
  }

  private static Path one(Path folder, String start) throws Exception {
    return list(folder).stream()
        .filter(file -> file.getFileName().toString().startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> list(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
