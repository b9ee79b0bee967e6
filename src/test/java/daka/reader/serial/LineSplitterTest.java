package daka.reader.serial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.checkin.Scan;
import daka.checkin.VisibleText;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  private static final String UNREADABLE = "(unreadable)";

  private final List<String> heard = new ArrayList<>();
  private final LineSplitter lines = new LineSplitter(heard::add, () -> heard.add(UNREADABLE));

  @Test
  void lines_end_with_cr_or_lf_or_both() {
    lines.end();
    send("A\rB\nC\r\nD\n\rE\r\r\n\nF\n");

    assertEquals(List.of("A", "B", "C", "D", "E", "F"), heard);
  }

  @Test
  void a_line_ends_with_silence() {
    lines.end();
    send("A");
    lines.end();
    lines.end();
    send("B");
    lines.end();

    assertEquals(List.of("A", "B"), heard);
  }

  @Test
  void the_rest_of_a_line_that_began_before_is_dropped() {
    send("half\rA\r");

    assertEquals(List.of("A"), heard);
  }

  @Test
  void what_came_before_the_first_silence_is_dropped() {
    send("half");
    lines.end();
    send("A\r");

    assertEquals(List.of("A"), heard);
  }

  @Test
  void chinese_is_read_whole_however_it_is_cut() {
    lines.end();
    for (byte b : "王秀英\r".getBytes(UTF_8)) {
      lines.accept(new byte[] {b}, 1);
    }

    assertEquals(List.of("王秀英"), heard);
  }

  @Test
  void a_line_of_gbk_is_read_as_a_camera_reads_it() {
    lines.end();
    byte[] line = "居民卡 王秀英\r".getBytes(Charset.forName("GBK"));
    lines.accept(line, line.length);

    assertEquals(List.of("居民卡 王秀英"), heard);
  }

  @Test
  void what_a_reader_says_around_a_code_is_no_part_of_it() {
    lines.end();
    send("\u0002A\u0003B\t\r\u0000C\u001D\u0000\n\u0002D\r\n\u0003\u0002E\r\u001DF\t\n");
    lines.end();

    assertEquals(
        List.of("A", "B", "C", "D", "E", "F"),
        heard.stream().map(VisibleText::withoutFrame).toList());
  }

  @Test
  void a_line_without_anything_but_a_frame_is_nothing() {
    lines.end();
    send("\u0002\u0003\r\n\u0000\u0000\r\t\n\u001D");
    lines.end();

    assertEquals(List.of(), heard);
  }

  @Test
  void a_pause_within_a_frame_does_not_end_it() {
    lines.end();
    for (String piece : List.of("\u0002", "0F01", "84F0", "7A00", "\r\n", "\u0003")) {
      send(piece);
      lines.end();
      lines.end();
    }

    assertEquals(List.of("0F0184F07A00"), heard);
  }

  @Test
  void a_frame_that_began_anew_before_it_had_ended_is_read_once() {
    lines.end();
    send("\u00020F01\u00020F0184F07A00\u0003");

    assertEquals(List.of("0F0184F07A00"), heard);
  }

  @Test
  void a_frame_that_never_ends_holds_nothing_up() {
    lines.end();
    send("\u0002A");
    for (int i = 0; i < 30; i++) {
      lines.end();
    }
    send("B\r");

    assertEquals(List.of("A", "B"), heard);
  }

  @Test
  void bytes_that_are_not_text_are_unreadable() {
    lines.end();
    lines.accept(new byte[] {'A', (byte) 0xC3, '\r', 'B', '\r'}, 5);

    assertEquals(List.of(UNREADABLE, "B"), heard);
  }

  @Test
  void the_longest_payload_is_read_and_a_longer_one_is_dropped_as_a_whole() {
    String longest = "王".repeat(Scan.MAX_PAYLOAD);
    lines.end();
    send(longest + "\r");
    send(longest + "A\r");
    send("A".repeat(Scan.MAX_PAYLOAD + 1) + "\r");
    send("A".repeat(1_000_000) + "\rB\r");

    assertEquals(List.of(longest, UNREADABLE, UNREADABLE, UNREADABLE, "B"), heard);
  }

  @Test
  @ForeignBytes
  void random_bytes_never_stop_the_next_line() {
    Random random = Fuzz.random(2);
    for (int i = 0; i < Fuzz.rounds(2_000); i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      lines.accept(noise, noise.length);
      send("\r");
      send("A\r");

      assertEquals("A", heard.getLast());
      assertTrue(heard.stream().allMatch(line -> line.length() <= Scan.MAX_PAYLOAD));
      heard.clear();
    }
  }

  private void send(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    lines.accept(bytes, bytes.length);
  }
}
