package daka.reader.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import daka.ForeignBytes;
import daka.Fuzz;
import daka.reader.image.Luminance;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QrCascadeTest {
  private static final String TEXT = "310104195003071234";

  private final QrCascade cascade = new QrCascade();

  @Test
  void a_frame_that_the_plain_look_does_not_read_is_read_within_a_round_of_the_further_looks() {
    Luminance inverted = DrawnCode.of(TEXT).on(640, 480).module(6).at(200, 100).inverted();
    assertNull(new QrDecoder().decode(inverted, QrLook.PLAIN));

    List<@Nullable String> read = new ArrayList<>();
    for (int i = 0; i < QrLook.FURTHER.size(); i++) {
      read.add(cascade.next(inverted));
    }

    int first = read.indexOf(TEXT);
    assertEquals(QrLook.FURTHER.indexOf(QrLook.INVERTED), first);
    assertEquals(List.of(TEXT), read.subList(first, read.size()).stream().distinct().toList());
  }

  @Test
  void the_further_looks_take_turns_over_frames_that_show_nothing() {
    Luminance empty = DrawnCode.paper(640, 480);
    Luminance inverted = DrawnCode.of(TEXT).on(640, 480).module(6).at(200, 100).inverted();
    for (int i = 0; i < QrLook.FURTHER.indexOf(QrLook.INVERTED); i++) {
      assertNull(cascade.next(empty));
    }

    assertEquals(TEXT, cascade.next(inverted));
  }

  @Test
  void the_place_of_the_last_code_is_tried_first_in_the_way_that_read_it() {
    Luminance inverted = DrawnCode.of(TEXT).on(640, 480).module(6).at(200, 100).inverted();
    for (int i = 0; cascade.next(inverted) == null; i++) {
      assertTrue(i < QrLook.FURTHER.size());
    }

    Luminance moved = DrawnCode.of(TEXT).on(640, 480).module(6).at(215, 90).inverted();

    assertEquals(TEXT, cascade.next(moved));
    assertEquals(TEXT, cascade.next(inverted));
  }

  @Test
  void a_code_beside_one_that_stays_is_read_within_four_frames() {
    DrawnCode poster = DrawnCode.of("poster").on(640, 480).module(5).at(20, 20);
    Luminance alone = poster.dark();
    for (int i = 0; i < 5; i++) {
      assertEquals("poster", cascade.next(alone));
    }
    for (int[] at : new int[][] {{400, 20}, {400, 250}, {20, 250}}) {
      Luminance both = poster.with(DrawnCode.of(TEXT).on(640, 480).module(5).at(at[0], at[1]));

      List<@Nullable String> read = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        read.add(cascade.next(both));
      }

      assertTrue(read.contains(TEXT), read::toString);
      assertTrue(read.contains("poster"), read::toString);
    }
  }

  @Test
  void frames_may_change_their_size() {
    assertEquals(TEXT, cascade.next(DrawnCode.of(TEXT).on(640, 480).module(6).at(400, 200).dark()));
    assertEquals(TEXT, cascade.next(DrawnCode.of(TEXT).on(320, 240).module(6).at(20, 20).dark()));
    assertNull(cascade.next(Luminance.of(new byte[1], 1, 1)));
  }

  @Test
  @ForeignBytes
  void noise_is_no_text() {
    Random random = Fuzz.random(11);
    byte[] noise = new byte[320 * 240];
    for (int i = 0; i < Fuzz.rounds(300); i++) {
      random.nextBytes(noise);
      assertNull(cascade.next(Luminance.of(noise, 320, 240)));
    }
  }

  /// Speckles of every size, a part of an array of any stride, and codes that were torn.
  @Test
  @ForeignBytes
  void no_frame_of_any_size_makes_it_throw_or_says_what_is_not_there() {
    Random random = Fuzz.random(5);
    Luminance code = DrawnCode.of(TEXT).on(200, 200).module(5).at(20, 20).dark();
    for (int i = 0; i < Fuzz.rounds(2_000); i++) {
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(90);
      int stride = width + random.nextInt(20);
      int offset = random.nextInt(20);
      byte[] bytes = new byte[offset + stride * height];
      int grain = 1 + random.nextInt(12);
      for (int at = 0; at < bytes.length; at++) {
        int from = Math.max(0, at - at % grain);
        bytes[at] = at % grain == 0 ? (byte) random.nextInt(256) : bytes[from];
      }
      assertNull(cascade.next(new Luminance(bytes, offset, stride, width, height)));

      Luminance torn = code.part(0, 0, 40 + random.nextInt(160), 40 + random.nextInt(160));
      String text = cascade.next(torn);
      assertEquals(TEXT, text == null ? TEXT : text);
    }
  }

  @Test
  void the_plain_look_of_an_empty_frame_takes_next_to_no_memory() {
    QrDecoder decoder = new QrDecoder();
    Luminance empty = DrawnCode.paper(640, 480);
    decoder.decode(empty, QrLook.PLAIN);

    long before = allocated();
    for (int i = 0; i < 1_000; i++) {
      decoder.decode(empty, QrLook.PLAIN);
    }

    assertTrue(allocated() - before < 1_000 * 1_024, () -> "bytes: " + (allocated() - before));
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
