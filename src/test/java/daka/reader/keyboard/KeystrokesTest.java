package daka.reader.keyboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.checkin.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeystrokesTest {
  private static final int EV_SYN = 0;
  private static final int EV_KEY = 1;
  private static final int EV_MSC = 4;
  private static final int UP = 0;
  private static final int DOWN = 1;
  private static final int REPEATED = 2;
  private static final int LEFT_SHIFT = 42;
  private static final int LEFT_CTRL = 29;
  private static final int LEFT_ALT = 56;
  private static final int F4 = 62;
  private static final int DELETE = 111;
  private static final int SYSRQ = 99;
  private static final int KEY_A = 30;
  private static final int KEY_B = 48;
  private static final String UNREADABLE = "(unreadable)";

  private final List<String> heard = new ArrayList<>();
  private final Keystrokes keys = new Keystrokes(heard::add, () -> heard.add(UNREADABLE));

  @BeforeEach
  void be_in_step() {
    keys.end();
  }

  @Test
  void digits_letters_and_symbols_are_written_as_on_a_us_keyboard() {
    String digits = "1234567890-=";
    String all =
        digits
            + "!@#$%^&*()_+qwertyuiop[]QWERTYUIOP{}asdfghjkl;'`ASDFGHJKL:\"~\\zxcvbnm,./|ZXCVBNM<>?"
            + " ";

    type(all);
    enter();

    assertEquals(List.of(all), heard);
  }

  @Test
  void the_keypad_writes_its_digits_and_its_enter_ends_a_scan() {
    for (int code : new int[] {79, 80, 81, 75, 76, 77, 71, 72, 73, 82}) {
      press(code);
    }
    press(UsLayout.KEYPAD_ENTER);

    assertEquals(List.of("1234567890"), heard);
  }

  @Test
  void a_tab_after_a_code_is_no_part_of_it_and_one_within_it_is_told() {
    type("DAKA-0001");
    press(UsLayout.TAB);
    enter();
    press(UsLayout.TAB);
    enter();
    type("DAKA");
    press(UsLayout.TAB);
    type("0002");
    enter();

    List<Scan> scans = heard.stream().map(text -> new Scan("door", null, null, text)).toList();
    assertEquals(new Scan("door", null, null, "DAKA-0001"), scans.getFirst());
    assertEquals(List.of(true, false), scans.stream().map(Scan::isReadable).toList());
  }

  @Test
  void a_scan_ends_with_a_pause_too() {
    type("DAKA-0001");
    keys.end();
    keys.end();
    type("DAKA-0002");
    keys.end();

    assertEquals(List.of("DAKA-0001", "DAKA-0002"), heard);
  }

  @Test
  void a_key_that_is_held_down_counts_once() {
    event(EV_KEY, KEY_A, DOWN);
    for (int i = 0; i < 20; i++) {
      event(EV_KEY, KEY_A, REPEATED);
    }
    event(EV_KEY, KEY_A, UP);
    enter();

    assertEquals(List.of("a"), heard);
  }

  @Test
  void commands_are_nothing() {
    event(EV_KEY, LEFT_CTRL, DOWN);
    event(EV_KEY, LEFT_ALT, DOWN);
    press(DELETE);
    press(SYSRQ);
    press(KEY_B);
    event(EV_KEY, LEFT_CTRL, UP);
    press(F4);
    event(EV_KEY, LEFT_ALT, UP);
    press(F4);
    enter();

    assertEquals(List.of(), heard);
  }

  @Test
  void enter_under_ctrl_or_alt_is_nothing_either() {
    type("DAKA");
    event(EV_KEY, LEFT_ALT, DOWN);
    enter();
    event(EV_KEY, LEFT_ALT, UP);
    type("-1");
    enter();

    assertEquals(List.of("DAKA-1"), heard);
  }

  @Test
  void nothing_but_enter_is_nothing() {
    for (int i = 0; i < 100; i++) {
      enter();
    }

    assertEquals(List.of(), heard);
  }

  @Test
  void five_hundred_and_twelve_characters_are_read_and_more_are_dropped_as_a_whole() {
    String longest = "7".repeat(Keystrokes.MOST);
    type(longest);
    enter();
    type(longest + "7");
    enter();
    type("7".repeat(4_000));
    enter();
    type("DAKA");
    enter();

    assertEquals(List.of(longest, UNREADABLE, UNREADABLE, "DAKA"), heard);
  }

  @Test
  void the_rest_of_a_scan_that_began_before_is_dropped() {
    Keystrokes fresh = new Keystrokes(heard::add, () -> heard.add(UNREADABLE));
    fresh.accept(EV_KEY, KEY_A, DOWN);
    fresh.accept(EV_KEY, UsLayout.ENTER, DOWN);
    fresh.accept(EV_KEY, KEY_B, DOWN);
    fresh.accept(EV_KEY, UsLayout.ENTER, DOWN);

    assertEquals(List.of("b"), heard);
  }

  @Test
  void a_scan_of_which_the_kernel_lost_a_part_is_unreadable_and_the_next_is_not() {
    event(EV_KEY, LEFT_SHIFT, DOWN);
    type("daka");
    event(EV_SYN, 3, 0);
    type("0001");
    enter();
    type("daka");
    enter();

    assertEquals(List.of(UNREADABLE, "daka"), heard);
  }

  @Test
  @ForeignBytes
  void random_events_never_stop_the_next_scan() {
    long seed = 7;
    Random random = Fuzz.random(seed);
    for (int i = 0; i < Fuzz.rounds(2_000); i++) {
      int count = random.nextInt(1_500);
      for (int j = 0; j < count; j++) {
        int code = random.nextBoolean() ? random.nextInt(130) : random.nextInt(-32_768, 32_768);
        event(random.nextInt(6), code, random.nextInt(-1, 4));
      }
      event(EV_SYN, 3, 0);
      enter();
      type("daka");
      enter();

      assertEquals("daka", heard.getLast(), "seed " + seed + ", round " + i);
      assertTrue(heard.stream().allMatch(text -> text.length() <= Keystrokes.MOST));
      heard.clear();
    }
  }

  /// Types as a scanner does: Shift, the key, its scan code and the end of the packet, each its own
  /// event.
  private void type(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int code = 0;
      while (!writes(code, c)) {
        code++;
      }
      boolean shifted = UsLayout.write(code, false) != c;
      if (shifted) {
        event(EV_KEY, LEFT_SHIFT, DOWN);
      }
      press(code);
      if (shifted) {
        event(EV_KEY, LEFT_SHIFT, UP);
      }
    }
  }

  private static boolean writes(int code, char c) {
    return UsLayout.isWriting(code)
        && (UsLayout.write(code, false) == c || UsLayout.write(code, true) == c);
  }

  private void enter() {
    press(UsLayout.ENTER);
  }

  private void press(int code) {
    event(EV_MSC, 4, code);
    event(EV_KEY, code, DOWN);
    event(EV_SYN, 0, 0);
    event(EV_MSC, 4, code);
    event(EV_KEY, code, UP);
    event(EV_SYN, 0, 0);
  }

  private void event(int type, int code, int value) {
    keys.accept(type, code, value);
  }
}
