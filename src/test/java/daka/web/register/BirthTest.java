package daka.web.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.web.http.ProblemException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BirthTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1948|1948",
        "1948年|1948",
        "1948.0|1948",
        "１９４８|1948",
        "1948-05|1948-05",
        "1948/5|1948-05",
        "1948.5|1948-05",
        "1948.10|1948-10",
        "1948年5月|1948-05",
        "1948年05月|1948-05",
        "194805|1948-05",
        "May-1948|1948-05",
        "May 1948|1948-05",
        "1948-05-17|1948-05-17",
        "1948-5-17|1948-05-17",
        "1948/5/17|1948-05-17",
        "1948/05/17|1948-05-17",
        "1948.5.17|1948-05-17",
        "1948.05.17|1948-05-17",
        "1948年5月17日|1948-05-17",
        "1948年05月17号|1948-05-17",
        "1948 年 5 月 17 日|1948-05-17",
        "1948年5月17日生|1948-05-17",
        "1948年5月17日星期一|1948-05-17",
        "1948年5月17日 星期一|1948-05-17",
        "1948-5-17 周一|1948-05-17",
        "19480517|1948-05-17",
        "1948/5/17 0:00|1948-05-17",
        "1948/5/17 0:00:00|1948-05-17",
        "1948-05-17T00:00:00|1948-05-17",
        "1948-05-17T00:00:00.000Z|1948-05-17",
        "1948/5/17 12:00 AM|1948-05-17",
        "一九四八年五月十七日|1948-05-17",
        "一九四八年十月|1948-10",
        "二〇〇五年十二月三十一日|2005-12-31",
        "民国37年5月17日|1948-05-17",
        "民國三十七年|1948",
        "17-May-1948|1948-05-17",
        "17 May 1948|1948-05-17",
        "May 17, 1948|1948-05-17",
        "'Monday, May 17, 1948'|1948-05-17",
        "5/17/1948|1948-05-17",
        "17/5/1948|1948-05-17",
        "17.05.1948|1948-05-17",
        "5/5/1948|1948-05-05",
        "17670|1948-05-17",
        "17670.0|1948-05-17",
        "17670.5|1948-05-17",
        "9500|1926-01-03",
        " 1948/5/17 |1948-05-17"
      })
  void people_and_spreadsheets_write_a_birth_so(String given, String born) {
    assertEquals(born, Birth.of(given));
    assertEquals(born, Birth.of(born), "what is kept can be sent back");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1948-13",
        "1948-02-30",
        "1948/2/30",
        "19480230",
        "48/5/17",
        "17-May-48",
        "5/6/1948",
        "5月17日",
        "May-48",
        "1700",
        "99999",
        "123456",
        "74",
        "-5",
        "unknown",
        "不详",
        "1948//17",
        "1948-5/17",
        "########",
        "1948年5月17日5月",
        "十"
      })
  void what_can_be_two_days_or_none_is_told_with_its_value(String given) {
    ProblemException refused = assertThrows(ProblemException.class, () -> Birth.of(given));
    String detail = refused.problem().detail();
    assertTrue(detail.contains("\"" + given + "\"") && detail.contains("1948-05"), detail);
  }

  @Test
  void nothing_is_nothing() {
    assertNull(Birth.of(null));
    assertNull(Birth.of("  "));
  }

  @Test
  void every_day_of_two_centuries_is_read_in_every_form() {
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      LocalDate day = LocalDate.of(1901, 1, 1).plusDays(random.nextInt(72_000));
      String born = day.toString();
      for (String form :
          new String[] {
            "yyyy/M/d", "yyyy-MM-dd", "yyyy年M月d日", "yyyy.MM.dd", "yyyyMMdd", "d-MMM-yyyy"
          }) {
        String written = DateTimeFormatter.ofPattern(form, Locale.ENGLISH).format(day);
        assertEquals(born, Birth.of(written), written);
      }
      long serial = ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), day);
      if (serial > 2199) {
        assertEquals(born, Birth.of(Long.toString(serial)));
      }
    }
  }

  @Test
  void any_text_is_a_birth_or_refused() {
    Random random = new Random(6);
    String letters = "0123456789-/.年月日一十〇民国 T:年MayＡ\t\u200B";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        String born = Birth.of(text.toString());
        assertTrue(born == null || born.matches("\\d{4}(-\\d{2}(-\\d{2})?)?"), born);
      } catch (ProblemException e) {
        assertEquals(400, e.problem().status());
      }
    }
  }
}
