package daka.reader.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamAnswerTest {
  private final SamAnswer answer = new SamAnswer();

  @ParameterizedTest
  @CsvSource({
    "AAAAAA9669000800009F0000000097, FOUND",
    "AAAAAA9669000400008084, NO_CARD",
    "AAAAAA9669000C00009000000000000000009C, DONE",
    "AAAAAA9669000400008185, NOT_READ",
    "AAAAAA9669000400004145, NOT_READ",
    "AAAAAA9669000400006064, SELF_TEST_FAILED",
    "AAAAAA9669000400006662, NOT_LICENSED",
    "AAAAAA9669000400001014, NOT_UNDERSTOOD",
    "AAAAAA966900040000EEEA, NOT_UNDERSTOOD"
  })
  void what_real_modules_answer_is_understood(String bytes, SamStatus status) {
    assertTrue(add(HexFormat.of().parseHex(bytes)));
    assertEquals(status, answer.status());
    assertFalse(answer.hasText());
  }

  @Test
  void a_card_that_was_read_has_a_text() {
    byte[] text = IdCards.citizen(IdCards.NUMBER);
    byte[] bytes = IdCards.answer(text);
    assertEquals(1_295, bytes.length);
    assertTrue(add(bytes));
    assertTrue(answer.hasText());
    for (int i = 0; i < text.length; i++) {
      assertEquals(text[i], answer.text(i));
    }
    answer.clear();
    assertTrue(answer.isClear());
  }

  @Test
  void what_comes_before_the_preamble_is_skipped() {
    for (String junk :
        new String[] {"00", "96 69", "AA 96 69", "AA", "AA AA", "AA AA AA AA 96 AA"}) {
      answer.clear();
      add(HexFormat.of().parseHex(junk.replace(" ", "")));
      assertTrue(add(IdCards.answer(0x90)), junk);
      assertEquals(SamStatus.DONE, answer.status());
    }
  }

  @Test
  void a_frame_that_was_changed_or_is_too_long_is_skipped_and_leaves_nothing() {
    byte[] changed = IdCards.answer(IdCards.citizen(IdCards.NUMBER));
    changed[200] ^= 4;
    assertFalse(add(changed));
    assertTrue(answer.isClear());
    assertFalse(add(HexFormat.of().parseHex("AAAAAA9669" + "0509")));
    assertTrue(answer.isClear());
    assertFalse(add(HexFormat.of().parseHex("AAAAAA9669" + "0003")));
    assertTrue(add(IdCards.answer(0x80)));
    assertEquals(SamStatus.NO_CARD, answer.status());
  }

  @Test
  void a_text_of_another_length_is_none() {
    byte[] data = new byte[4 + 256];
    data[1] = 100;
    assertTrue(add(IdCards.answer(0x90, data)));
    assertFalse(answer.hasText());
    answer.clear();
    assertTrue(add(IdCards.answer(0x90, new byte[] {1, 0, 4, 0})));
    assertFalse(answer.hasText());
  }

  @Test
  @ForeignBytes
  void random_bytes_do_no_harm_to_the_next_answer() {
    Random random = Fuzz.random(7);
    for (int i = 0; i < Fuzz.rounds(5_000); i++) {
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      if (random.nextBoolean()) {
        byte[] start = IdCards.answer(IdCards.citizen(IdCards.NUMBER));
        noise = Arrays.copyOf(start, random.nextInt(start.length));
      }
      for (byte next : noise) {
        if (answer.add(next)) {
          answer.status();
          answer.hasText();
          answer.clear();
        }
      }
      answer.clear();
      assertTrue(add(IdCards.answer(0x9F, (byte) 0, (byte) 0, (byte) 0, (byte) 0)));
      answer.clear();
    }
  }

  private boolean add(byte[] bytes) {
    boolean complete = false;
    for (byte next : bytes) {
      complete = answer.add(next);
    }
    return complete;
  }
}
