package daka.reader.serial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import daka.ForeignBytes;
import daka.Fuzz;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EngineRepliesTest {
  private static final String UNREADABLE = "(unreadable)";
  private static final String WRITTEN = "\2\0\0\1\0" + "31";

  private final List<String> heard = new ArrayList<>();
  private final EngineReplies replies =
      new EngineReplies(inStep(new LineSplitter(heard::add, () -> heard.add(UNREADABLE))));

  private static LineSplitter inStep(LineSplitter lines) {
    lines.end();
    return lines;
  }

  @Test
  void without_a_command_everything_is_lines() {
    send("A\r" + WRITTEN + "B\r");
    assertEquals(List.of("A", WRITTEN.substring(1) + "B"), heard);
  }

  @Test
  void a_reply_is_taken_out_between_two_lines_and_within_one() {
    replies.expect(2, 0, 0, 1, 0, 0x33, 0x31);
    send("A\r" + WRITTEN + "B\r");
    replies.expect(2, 0, 0, 1, 0, 0x33, 0x31);
    send("C" + WRITTEN + "D\r");
    assertEquals(List.of("A", "B", "CD"), heard);
    assertArrayEquals(new byte[] {2, 0, 0, 1, 0, 0x33, 0x31}, replies.reply());
  }

  @Test
  void what_only_begins_like_a_reply_is_passed_on() {
    replies.expect('T', 'R', 'G', EngineReplies.STATUS, '!');
    send("TRTRG\u0006!TRG\r");
    assertEquals(List.of("TRTRG"), heard);
    assertArrayEquals(new byte[] {'T', 'R', 'G', EngineReplies.ACK, '!'}, replies.reply());
    replies.expect('T', 'R', 'G', EngineReplies.STATUS, '!');
    send("TRGA!\rTRG");
    replies.end();
    assertEquals(List.of("TRTRG", "TRGA!", "TRG"), heard);
    assertNull(replies.reply());
  }

  @Test
  void a_byte_of_any_value_is_told() {
    replies.expect(2, EngineReplies.ANY, 3);
    send("\u0002\r\u0003");
    assertArrayEquals(new byte[] {2, '\r', 3}, replies.reply());
    assertEquals(List.of(), heard);
  }

  @Test
  @ForeignBytes
  void whatever_comes_all_but_one_reply_is_passed_on_in_order() {
    Random random = Fuzz.random(3);
    for (int i = 0; i < Fuzz.rounds(5_000); i++) {
      heard.clear();
      replies.expect('A', 'B', EngineReplies.STATUS, 'A');
      StringBuilder before = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        before.append("AB!".charAt(random.nextInt(3)));
      }
      send(before + "AB\u0006A" + "C\r");
      assertEquals(List.of(before + "C"), heard);
    }
  }

  private void send(String text) {
    for (byte next : text.getBytes(UTF_8)) {
      replies.accept(next);
    }
  }
}
