package daka.reader.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NdefTextTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void a_text_record_is_its_text_without_the_language() {
    assertEquals("DAKA-0001", NdefText.of(Chip.text("en", "DAKA-0001")));
    assertEquals("王秀英", NdefText.of(Chip.text("zh-Hans", "王秀英")));
    assertEquals("1234", NdefText.of(Chip.text("", " 1234\n")));
    assertEquals("Hi", NdefText.of(HEX.parseHex("d101055402656e4869")));
  }

  @Test
  void a_text_may_be_written_in_sixteen_bits_with_a_mark_of_order_or_without() {
    assertEquals("王", NdefText.of(HEX.parseHex("d1010554827a68738b")));
    assertEquals("王", NdefText.of(HEX.parseHex("d1010754827a68feff738b")));
    assertEquals("王", NdefText.of(HEX.parseHex("d1010754827a68fffe8b73")));
  }

  @Test
  void a_long_record_has_a_length_of_four_bytes() {
    assertEquals("7".repeat(1_000), NdefText.of(Chip.text("en", "7".repeat(1_000))));
  }

  @Test
  void the_first_text_counts_and_what_is_no_text_is_passed_over() {
    byte[] address = Chip.record(0x91, "U", "\u0004daka.example".getBytes(StandardCharsets.UTF_8));
    byte[] blank = Chip.record(0x11, "T", HEX.parseHex("02656e20"));
    byte[] first = Chip.record(0x11, "T", HEX.parseHex("02656e31"));
    byte[] second = Chip.record(0x51, "T", HEX.parseHex("02656e32"));

    assertEquals(
        "1", NdefText.of(HEX.parseHex(hex(address) + hex(blank) + hex(first) + hex(second))));
    assertNull(NdefText.of(address));
    assertNull(
        NdefText.of(Chip.record(0xD2, "T", HEX.parseHex("02656e31"))), "a media type named T");
  }

  @Test
  void nothing_and_an_empty_record_are_no_text() {
    assertNull(NdefText.of(new byte[0]));
    assertNull(NdefText.of(HEX.parseHex("d00000")));
    assertNull(NdefText.of(HEX.parseHex("d1010054")));
  }

  @Test
  void what_is_cut_off_chunked_or_not_utf8_is_no_text() {
    byte[] whole = Chip.text("en", "DAKA-0001");
    for (int length = 0; length < whole.length; length++) {
      assertNull(NdefText.of(Arrays.copyOf(whole, length)), "the first " + length + " bytes");
    }
    assertNull(NdefText.of(Chip.record(0xF1, "T", HEX.parseHex("02656e31"))));
    assertNull(NdefText.of(Chip.record(0xD1, "T", HEX.parseHex("02656eff"))));
    assertNull(NdefText.of(HEX.parseHex("c101ffffffff5402656e31")), "a length below zero");
  }

  @Test
  @ForeignBytes
  void damaged_messages_are_never_more_than_no_text() {
    Random random = Fuzz.random(4);
    byte[] whole = Chip.text("en", "DAKA-0001");
    int rounds = Fuzz.rounds(100_000);
    int found = 0;
    for (int i = 0; i < rounds; i++) {
      byte[] damaged = whole.clone();
      for (int flips = random.nextInt(6); flips >= 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      found += NdefText.of(damaged) == null ? 0 : 1;
    }
    assertTrue(found > 0 && found < rounds, found + " were read");
  }

  private static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }
}
