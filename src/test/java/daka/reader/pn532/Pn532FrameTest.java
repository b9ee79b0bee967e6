package daka.reader.pn532;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Pn532FrameTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String VERSION = "0000ff06fad50332010607e800";

  @Test
  void a_command_has_its_length_and_its_checks() {
    assertEquals("0000ff02fed4022a00", HEX.formatHex(Pn532Frame.of(new byte[] {0x02})));
    assertEquals(
        "0000ff04fcd44a0100e100", HEX.formatHex(Pn532Frame.of(new byte[] {0x4A, 0x01, 0x00})));
  }

  @Test
  void an_answer_is_found_after_any_number_of_zeros_and_before_anything() {
    byte[] data = HEX.parseHex("0332010607");
    assertArrayEquals(data, Pn532Frame.data(HEX.parseHex(VERSION)));
    assertArrayEquals(data, Pn532Frame.data(HEX.parseHex("0000" + VERSION + "a5a5")));
    assertArrayEquals(data, Pn532Frame.data(HEX.parseHex(VERSION.substring(2))));
  }

  @Test
  void what_is_cut_off_or_wrong_in_any_bit_is_no_answer() {
    byte[] whole = HEX.parseHex(VERSION);
    for (int length = 0; length < whole.length - 1; length++) {
      assertNull(Pn532Frame.data(Arrays.copyOf(whole, length)), length + " bytes");
    }
    for (int bit = 8 * 2; bit < 8 * (whole.length - 1); bit++) {
      byte[] wrong = whole.clone();
      wrong[bit / 8] ^= (byte) (1 << bit % 8);
      assertNull(Pn532Frame.data(wrong), "bit " + bit);
    }
  }

  @Test
  void a_frame_that_says_it_did_not_understand_is_no_answer() {
    assertNull(Pn532Frame.data(HEX.parseHex("0000ff01ff7f8100")));
    assertNull(Pn532Frame.data(Pn532Frame.ack()));
    assertNull(Pn532Frame.data(Pn532Frame.nack()));
  }

  @Test
  @ForeignBytes
  void random_bytes_are_hardly_ever_an_answer() {
    Random random = Fuzz.random(532);
    int rounds = Fuzz.rounds(200_000);
    int found = 0;
    for (int i = 0; i < rounds; i++) {
      byte[] read = new byte[random.nextInt(40)];
      random.nextBytes(read);
      if (read.length > 3) {
        read[0] = 0;
        read[1] = (byte) 0xFF;
        read[3] = (byte) -read[2];
      }
      found += Pn532Frame.data(read) == null ? 0 : 1;
    }
    assertTrue(found < rounds / 2_000, found + " were found");
  }
}
