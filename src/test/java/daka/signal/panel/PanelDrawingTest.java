package daka.signal.panel;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.screen.ScreenState.RoomView;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelDrawingTest {
  private static final int LAST_COLUMN = Dots.WIDTH - 1;
  private static final int LAST_ROW = Dots.HEIGHT - 1;

  private final PanelDrawing chinese = new PanelDrawing("zh-Hans");
  private final PanelDrawing latin =
      new PanelDrawing(
          new PanelPicture(
              new Lettering(List.of("DejaVu Sans")), "zh-Hans", PanelWords.of("zh-Hans")));
  private final PanelDrawing without = new PanelDrawing((PanelPicture) null);

  private static RoomView room(String name, int free) {
    return new RoomView("sports", name, "2F", 2_000, 2_000 - free, free);
  }

  private static PanelText free(String name, int free) {
    return new PanelText.Free(room(name, free));
  }

  @ParameterizedTest
  @ValueSource(strings = {"便民服务大厅", "党员活动室", "新时代文明实践站", "退役军人服务站", "居民理事室", "文体活动室"})
  void every_number_at_every_door_is_another_picture(String name) {
    Set<Dots> pictures = new HashSet<>();
    for (int free = 1; free <= 120; free++) {
      pictures.add(chinese.draw(free(name, free)));
    }
    pictures.add(chinese.draw(new PanelText.Full(room(name, 0))));
    pictures.add(chinese.draw(new PanelText.Closed(room(name, 0))));
    pictures.add(chinese.draw(new PanelText.Unknown(room(name, 5))));
    pictures.add(chinese.draw(new PanelText.Dark()));

    assertEquals(124, pictures.size());
    assertNull(chinese.shortfall());
  }

  /// So that the picture may move by a dot.
  @Test
  void whatever_a_room_is_called_the_last_column_and_row_stay_free() {
    Random random = new Random(128);
    for (int i = 0; i < 120; i++) {
      String name =
          random
              .ints(random.nextInt(40), ' ', i % 2 == 0 ? 0x80 : 0xD7FF)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      for (PanelDrawing drawing : List.of(chinese, latin, without)) {
        Dots dots = drawing.draw(i % 3 == 0 ? new PanelText.Full(room(name, 0)) : free(name, i));
        for (int x = 0; x < Dots.WIDTH; x++) {
          assertFalse(dots.isLit(x, LAST_ROW), name);
        }
        for (int y = 0; y < Dots.HEIGHT; y++) {
          assertFalse(dots.isLit(LAST_COLUMN, y), name);
        }
      }
    }
  }

  @Test
  void the_number_is_the_largest_thing() {
    Dots dots = chinese.draw(free("文体活动室", 7));
    int rows = 0;
    for (int y = Dots.HEIGHT / 3; y < Dots.HEIGHT; y++) {
      boolean any = false;
      for (int x = Dots.WIDTH / 3; x < Dots.WIDTH * 2 / 3; x++) {
        any |= dots.isLit(x, y);
      }
      rows += any ? 1 : 0;
    }
    assertTrue(rows >= Dots.HEIGHT / 2, rows + " rows");
  }

  @Test
  void a_full_room_is_told_on_a_light_ground() {
    Dots full = chinese.draw(new PanelText.Full(room("文体活动室", 0)));
    assertTrue(full.isLit(0, LAST_ROW - 1) && full.isLit(LAST_COLUMN - 1, LAST_ROW - 1));
  }

  @Test
  void the_words_are_those_of_the_language() {
    PanelText full = new PanelText.Full(room("Hall", 0));
    assertEquals(
        3,
        Set.of(
                new PanelDrawing("zh-Hans").draw(full),
                new PanelDrawing("zh-Hant").draw(full),
                new PanelDrawing("en").draw(full))
            .size());
  }

  @Test
  void without_a_chinese_font_the_id_and_the_number_are_shown_and_the_cure_is_told() {
    assertEquals(latin.draw(free("SPORTS", 12)), latin.draw(free("文体活动室", 12)));
    assertTrue(requireNonNull(latin.shortfall()).cure().contains("apt install fonts-noto-cjk"));
  }

  @Test
  void a_name_of_latin_letters_needs_no_chinese_font() {
    PanelDrawing english =
        new PanelDrawing(
            new PanelPicture(new Lettering(List.of("DejaVu Sans")), "zh-Hans", PanelWords.ENGLISH));
    english.draw(free("Sports Hall", 12));
    assertNull(english.shortfall());
    english.draw(free("文体活动室", 12));
    assertTrue(requireNonNull(english.shortfall()).detail().contains("Chinese"));
  }

  @Test
  void a_java_that_cannot_draw_text_still_shows_numbers_and_the_cure_is_told() {
    Set<Dots> pictures = new HashSet<>();
    for (int free = 1; free <= 300; free++) {
      pictures.add(without.draw(free("文体活动室", free)));
    }
    assertEquals(300, pictures.size());
    assertTrue(requireNonNull(without.shortfall()).cure().contains("libharfbuzz0b"));
    assertNotEquals(new Dots(), without.draw(new PanelText.Full(room("文体活动室", 0))));
    assertEquals(new Dots(), without.draw(new PanelText.Dark()));
  }
}
