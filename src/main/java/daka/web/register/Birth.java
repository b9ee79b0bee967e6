package daka.web.register;

import daka.web.http.ProblemException;
import daka.web.http.TypedText;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When somebody was born, as people and spreadsheets write it. The register keeps a year, a month
/// or a day: `1948`, `1948-05` or `1948-05-17`.
final class Birth {
  private static final String FORM = "a year, a month or a day: 1948, 1948-05 or 1948-05-17";
  private static final Pattern JANUARY_OR_OCTOBER = Pattern.compile("\\d{4}\\.1");
  private static final Pattern TYPED_MONTH = Pattern.compile("\\d{4}\\.(0\\d|10)");
  private static final int LONGEST = 100;
  private static final int FIRST_YEAR = 1800;
  private static final int LAST_YEAR = 2199;

  /// Day 0 of spreadsheets, which count 29 February 1900 as a day.
  private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /// Before the year 1 of the Republic of China.
  private static final int MINGUO = 1911;

  private record Form(Pattern pattern, Function<Matcher, @Nullable String> born) {
    Form(String pattern, Function<Matcher, @Nullable String> born) {
      this(Pattern.compile(pattern), born);
    }
  }

  private static final String YEAR = "(\\d{4})";
  private static final String PART = "(\\d{1,2})";
  private static final String MONTH = "(" + String.join("|", MONTHS) + ")[a-z]*\\.?";

  /// The first that matches decides.
  private static final List<Form> FORMS =
      List.of(
          new Form(YEAR + "(?:\\.0+|年)?", m -> year(m.group(1))),
          new Form(YEAR + "[-/.]" + PART, m -> month(m.group(1), m.group(2))),
          new Form(YEAR + "年" + PART + "月?", m -> month(m.group(1), m.group(2))),
          new Form(
              YEAR + "([-/.])" + PART + "\\2" + PART, m -> day(m.group(1), m.group(3), m.group(4))),
          new Form(
              YEAR + "年" + PART + "月" + PART + "[日号號]?",
              m -> day(m.group(1), m.group(2), m.group(3))),
          new Form(YEAR + "(\\d{2})(\\d{2})(\\.0+)?", m -> day(m.group(1), m.group(2), m.group(3))),
          new Form(YEAR + "(\\d{2})(\\.0+)?", m -> month(m.group(1), m.group(2))),
          new Form("(\\d{4,5})(\\.\\d+)?", m -> ofSerial(Integer.parseInt(m.group(1)))),
          new Form("(?:民国|民國)" + PART + "年(?:" + PART + "月(?:" + PART + "[日号號])?)?", Birth::minguo),
          new Form(
              PART + "[- ]" + MONTH + "[-, ]+" + YEAR,
              m -> day(m.group(3), number(m.group(2)), m.group(1))),
          new Form(
              MONTH + "[- ]" + PART + ",? ?" + YEAR,
              m -> day(m.group(3), number(m.group(1)), m.group(2))),
          new Form(MONTH + "[-, ]+" + YEAR, m -> month(m.group(2), number(m.group(1)))),
          new Form(PART + "[-/.]" + PART + "[-/.]" + YEAR, Birth::yearLast));

  private Birth() {}

  /// @return null if nothing is given
  /// @throws ProblemException 400 if it cannot be told which day, month or year is meant
  static @Nullable String of(@Nullable String given) {
    return of(given, true);
  }

  /// @param typed whether a month is as it was typed. A spreadsheet that takes 1948.10 for a number
  ///   leaves the last 0 out
  static @Nullable String of(@Nullable String given, boolean typed) {
    String text = TypedText.optionalLine("born", given, LONGEST);
    if (text == null) {
      return null;
    }
    boolean isPlain = isPlain(text);
    String plain = isPlain ? text : plain(text);
    if (!typed && !isPlain && JANUARY_OR_OCTOBER.matcher(plain).matches()) {
      throw ProblemException.badRequest(
          "\"born\" cannot be \""
              + text
              + "\": it is January, or October of which a spreadsheet left the 0 out; write "
              + plain.substring(0, 4)
              + "-01 or "
              + plain.substring(0, 4)
              + "-10");
    }
    try {
      if (isPlain && isKept(text)) {
        return text;
      }
      for (Form form : FORMS) {
        Matcher matcher = form.pattern().matcher(plain);
        if (matcher.matches()) {
          String born = form.born().apply(matcher);
          if (born != null) {
            return born;
          }
        }
      }
    } catch (DateTimeException e) {
      // A 30th of February: told like any other text that is no day.
    }
    throw ProblemException.badRequest(
        "\"born\" must be " + FORM + ", and cannot be \"" + text + "\"" + cure(plain));
  }

  /// Whether it has the form that the register keeps: `1948`, `1948-05` or `1948-05-17`.
  private static boolean isPlain(String text) {
    int length = text.length();
    if (length != 4 && length != 7 && length != 10) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean isDash = i == 4 || i == 7;
      if (isDash ? c != '-' : (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /// Whether the year of a plain text is one in which somebody may have been born.
  ///
  /// @throws DateTimeException if there is no such month or day
  private static boolean isKept(String plain) {
    if (year(plain.substring(0, 4)) == null) {
      return false;
    }
    LocalDate.of(
        Integer.parseInt(plain, 0, 4, 10),
        plain.length() < 7 ? 1 : Integer.parseInt(plain, 5, 7, 10),
        plain.length() < 10 ? 1 : Integer.parseInt(plain, 8, 10, 10));
    return true;
  }

  /// Whether this is a month of which no spreadsheet has taken a 0 away.
  static boolean isTypedMonth(String given) {
    return given.indexOf('.') > 0 && TYPED_MONTH.matcher(given.strip()).matches();
  }

  private static String cure(String plain) {
    if (plain.matches("\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}")) {
      return "; write the year first, so that day and month cannot be exchanged";
    }
    if (plain.matches(".*\\b\\d{2}([-/.年].*)?") && !plain.matches(".*\\d{4}.*")) {
      return "; write the year with four digits";
    }
    return "";
  }

  /// In half width, with digits for the numerals of dates in words, without a day of the week, the
  /// time of day, and the apostrophe that keeps text text.
  private static String plain(String text) {
    return digits(
            Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\u2010-\u2015\u2212]", "-")
                .replaceFirst("^'", ""))
        .replaceAll("[,( ]*(星期|周|週|礼拜|禮拜)[1-6日天7]\\)?", "")
        .replaceFirst("^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,? ", "")
        .replaceFirst("[t ]+(上午|下午|am|pm)? ?\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?( ?[ap]m|z)?$", "")
        .replaceAll("(?<=[\\d年月日号號./-])\\s+(?=[\\d年月日号號./-])", "")
        .replaceFirst("(?<=\\d)(生|出生)$", "")
        .replaceFirst("(?<=[年月日号號])(生|出生)$", "")
        .strip();
  }

  /// 一九四八年十月二十一日 is how a spreadsheet can be told to show a date.
  private static String digits(String text) {
    if (text.codePoints().noneMatch(c -> "〇零○一二三四五六七八九十".indexOf(c) >= 0)) {
      return text;
    }
    StringBuilder digits = new StringBuilder();
    Matcher numeral = Pattern.compile("[〇零○一二三四五六七八九十元]+").matcher(text);
    while (numeral.find()) {
      numeral.appendReplacement(digits, digitsOf(numeral.group()));
    }
    return numeral.appendTail(digits).toString();
  }

  private static String digitsOf(String numeral) {
    int ten = numeral.indexOf('十');
    if (ten >= 0) {
      int tens = ten == 0 ? 1 : digit(numeral.charAt(ten - 1));
      int ones = ten == numeral.length() - 1 ? 0 : digit(numeral.charAt(ten + 1));
      return Integer.toString(tens * 10 + ones);
    }
    StringBuilder digits = new StringBuilder();
    numeral.chars().forEach(c -> digits.append(digit((char) c)));
    return digits.toString();
  }

  private static int digit(char numeral) {
    return switch (numeral) {
      case '〇', '零', '○' -> 0;
      case '元' -> 1;
      default -> "一二三四五六七八九".indexOf(numeral) + 1;
    };
  }

  private static @Nullable String year(String year) {
    int number = Integer.parseInt(year);
    return number < FIRST_YEAR || number > LAST_YEAR ? null : year;
  }

  private static @Nullable String month(String year, String month) {
    if (year(year) == null) {
      return null;
    }
    return YearMonth.of(Integer.parseInt(year), Integer.parseInt(month)).toString();
  }

  private static @Nullable String day(String year, String month, String day) {
    if (year(year) == null) {
      return null;
    }
    return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
        .toString();
  }

  private static @Nullable String ofSerial(int days) {
    LocalDate day = DAY_0.plusDays(days);
    return days <= LAST_YEAR || day.getYear() > 2099 ? null : day.toString();
  }

  private static @Nullable String minguo(Matcher m) {
    String year = Integer.toString(MINGUO + Integer.parseInt(m.group(1)));
    if (m.group(2) == null) {
      return year(year);
    }
    return m.group(3) == null ? month(year, m.group(2)) : day(year, m.group(2), m.group(3));
  }

  private static String number(String month) {
    return Integer.toString(MONTHS.indexOf(month) + 1);
  }

  /// 5/17/1948 and 17/5/1948 are both written, and told apart only by a number above 12.
  private static @Nullable String yearLast(Matcher m) {
    int first = Integer.parseInt(m.group(1));
    int second = Integer.parseInt(m.group(2));
    if (first != second && first <= 12 && second <= 12) {
      return null;
    }
    return first > 12
        ? day(m.group(3), m.group(2), m.group(1))
        : day(m.group(3), m.group(1), m.group(2));
  }
}
