package daka.store.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private final Passwords passwords = new Passwords(List.of("益民社区邻里中心", "yimin", "entrance"));

  private Optional<String> fault(String password) {
    return passwords.fault(password, "王芳");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "purple tin eats a slow river",
        "院子里的石榴树今年结了十二个果",
        "gnrkxlvbwqzmtpj",
        "4071 8826 3395 1",
        "הגשם יורד על הגג הישן",
        "my grandmother's blue bicycle"
      })
  void any_script_and_any_characters_will_do(String password) {
    assertEquals(Optional.empty(), fault(password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passwordpassword",
        "Password12345678!",
        "qwertyuiopasdfgh",
        "1qaz2wsx3edc4rfv5tgb",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "123456789012345678",
        "correct horse battery staple",
        "益民社区邻里中心益民社区邻里中心",
        "yimin-yimin-yimin-2026",
        "Daka2026Daka2026Daka",
        "床前明月光疑是地上霜举头望明月",
        "王芳王芳王芳王芳王芳王芳王芳王芳",
        "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ"
      })
  void what_somebody_would_try_first_is_refused(String password) {
    assertTrue(fault(password).orElse("").contains("first"), fault(password)::toString);
  }

  @Test
  void characters_are_counted_as_unicode_has_them() {
    assertTrue(fault("石榴树今年结了十二个果又").orElse("").startsWith("has 12 characters"));
    String fifteen = "😀🌧️🚲🐝🍋🧊🎋🪁🎐🧵🪡🧶🪢🥁";
    assertEquals(15, fifteen.codePointCount(0, fifteen.length()));
    assertEquals(Optional.empty(), fault(fifteen));
    assertTrue(fault("x".repeat(201)).orElse("").contains("may have 200"));
    assertTrue(fault("half a character \ud83d is here").orElse("").contains("half"));
  }

  @Test
  void a_fault_says_nothing_of_what_was_typed() {
    assertFalse(fault("yimin-yimin-yimin").orElse("").contains("yimin"));
  }

  @Test
  void the_longest_password_is_judged_at_once() {
    String worst = "ab1".repeat(66) + "x";
    for (int i = 0; i < 20; i++) {
      fault(worst);
    }
    assertTrue(fault(worst).isPresent());
  }
}
