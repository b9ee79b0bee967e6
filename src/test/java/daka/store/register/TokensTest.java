package daka.store.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.file.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  @TempDir Path folder;
  private OpenStore store;
  private Tokens tokens;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    tokens = new Tokens(store.database);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private String issue(String name, TokenRole role) {
    return tokens.issue(name, role, OpenStore.MORNING).orElseThrow();
  }

  @Test
  void a_token_is_known_by_what_was_printed_once() {
    String token = issue("spreadsheet", TokenRole.AUDITOR);
    assertTrue(token.startsWith(Tokens.PREFIX));
    Tokens.Token found = tokens.find(token).orElseThrow();
    assertEquals(
        new Tokens.Token(
            found.id(),
            "spreadsheet",
            null,
            TokenRole.AUDITOR,
            OpenStore.MORNING,
            null,
            null,
            false),
        found);
    assertEquals(16, found.id().length());
  }

  @Test
  void a_token_is_nowhere_in_the_files() throws Exception {
    String token = issue("spreadsheet", TokenRole.AUDITOR);
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains(token.substring(Tokens.PREFIX.length())), file::toString);
      }
    }
  }

  @Test
  void no_two_tokens_have_one_name() {
    String first = issue("desk", TokenRole.STAFF);
    assertEquals(Optional.empty(), tokens.issue("desk", TokenRole.ADMIN, OpenStore.MORNING));
    assertEquals(TokenRole.STAFF, tokens.find(first).orElseThrow().role());
  }

  @Test
  void a_token_revoked_by_another_program_is_worthless_at_once() throws SQLException {
    String token = issue("desk", TokenRole.STAFF);
    try (Database other = Database.open(folder)) {
      assertTrue(new Tokens(other).revoke("desk"));
      assertFalse(new Tokens(other).revoke("desk"));
    }
    assertEquals(Optional.empty(), tokens.find(token));
  }

  @Test
  void the_list_names_every_token_and_its_role() {
    issue("b", TokenRole.ADMIN);
    issue("a", TokenRole.AUDITOR);
    assertEquals(
        List.of("a auditor", "b admin"),
        tokens.list().stream().map(t -> t.name() + " " + t.role().wireName()).toList());
  }

  @Test
  void a_token_expires_at_its_time_and_not_before() {
    Instant end = OpenStore.MORNING.plus(Duration.ofDays(90));
    String secret = tokens.issue("guest", TokenRole.AUDITOR, OpenStore.MORNING, end).orElseThrow();
    Tokens.Token token = tokens.find(secret).orElseThrow();
    assertEquals(end, token.expires());
    assertFalse(token.isExpired(end.minusMillis(1)));
    assertTrue(token.isExpired(end));
    assertFalse(tokens.find(issue("for ever", TokenRole.STAFF)).orElseThrow().isExpired(end));
  }

  @Test
  void the_last_use_is_written_once_an_hour_and_no_more() {
    String secret = issue("spreadsheet", TokenRole.AUDITOR);
    assertNull(tokens.list().getFirst().used());
    long before = store.database.commits();
    for (int minutes = 0; minutes < 60; minutes++) {
      use(secret, Duration.ofMinutes(minutes));
    }
    assertEquals(before + 1, store.database.commits());
    assertEquals(OpenStore.MORNING, tokens.list().getFirst().used());
    use(secret, Duration.ofMinutes(60));
    assertEquals(before + 2, store.database.commits());
    use(secret, Duration.ofDays(-1));
    assertEquals(
        OpenStore.MORNING.minus(Duration.ofDays(1)),
        tokens.list().getFirst().used(),
        "a clock that was wrong does not stop it");
  }

  private void use(String secret, Duration later) {
    tokens.used(tokens.find(secret).orElseThrow(), OpenStore.MORNING.plus(later));
  }

  @Test
  void a_name_is_one_printable_line() {
    for (String name :
        List.of(
            "",
            " ",
            "a\nb",
            "a\tb",
            "a\u0000",
            "\u001b[31mred",
            "a\u200Bb",
            "\uFEFFa",
            "a\u202Eb",
            "a\u2028b",
            "\uD800",
            "\uE000",
            " a",
            "a ",
            "a\u00A0b",
            "a\u3164",
            "x".repeat(65))) {
      assertTrue(TokenName.fault(name).isPresent(), () -> TokenName.shown(name));
      assertThrows(
          IllegalArgumentException.class,
          () -> tokens.issue(name, TokenRole.STAFF, OpenStore.MORNING));
      assertTrue(TokenName.shown(name).chars().noneMatch(Character::isISOControl));
    }
    for (String name : List.of("a", "办公室 2", "Frau Müller's laptop", "x".repeat(64), "😀")) {
      assertEquals(Optional.empty(), TokenName.fault(name));
      assertEquals(name, TokenName.shown(name));
    }
    assertEquals("a\\u000ab\\u202e", TokenName.shown("a\nb\u202e"));
  }

  @Test
  void nothing_but_a_token_is_taken_for_one() {
    String token = issue("desk", TokenRole.STAFF);
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder changed = new StringBuilder(token);
      for (int j = random.nextInt(3); j >= 0; j--) {
        changed.setCharAt(random.nextInt(token.length()), (char) random.nextInt(0x2_0000));
      }
      if (!changed.toString().equals(token)) {
        assertEquals(Optional.empty(), tokens.find(changed.toString()));
      }
    }
    assertEquals(Optional.empty(), tokens.find(""));
    assertEquals(Optional.empty(), tokens.find(token + token));
  }
}
