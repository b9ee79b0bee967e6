package daka.web.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HidingTest {

  @Test
  void without_small_figures_nothing_is_hidden() {
    assertArrayEquals(new boolean[] {false, false, false}, Hiding.of(5, 0, 120));
  }

  @Test
  void a_small_figure_alone_is_hidden_with_the_next_smallest() {
    assertArrayEquals(new boolean[] {true, false, true, false}, Hiding.of(3, 40, 12, 0));
  }

  @Test
  void small_figures_whose_sum_would_tell_them_are_hidden_with_a_larger_one() {
    assertArrayEquals(new boolean[] {true, true, true, false}, Hiding.of(1, 1, 9, 30));
  }

  @Test
  void a_sum_that_tells_all_of_its_cells_is_known_for_it() {
    assertTrue(Hiding.isTold(1, 1, 1, 1, 1));
    assertFalse(Hiding.isTold(4, 4));
  }

  /// Whoever knows the sum, the cells that are told, and how hiding works tries every row of
  /// figures: for each cell that is small there must be another that fits.
  @ParameterizedTest
  @CsvSource({"2, 14", "3, 11", "4, 8"})
  void no_small_figure_can_be_computed_back(int cells, int most) {
    Map<String, Set<String>> seen = new HashMap<>();
    long[] row = new long[cells];
    do {
      if (!Hiding.isTold(row) && Arrays.stream(row).sum() <= most) {
        boolean[] hidden = Hiding.of(row);
        for (int i = 0; i < cells; i++) {
          if (hidden[i]) {
            seen.computeIfAbsent(i + " in " + published(row, hidden), _ -> new TreeSet<>())
                .add(Long.toString(row[i]));
          }
        }
      }
    } while (next(row, most));
    assertFalse(seen.isEmpty());
    seen.forEach(
        (what, values) -> assertTrue(values.size() > 1, () -> what + " can only be " + values));
  }

  private static String published(long[] row, boolean[] hidden) {
    StringBuilder text = new StringBuilder("sum " + Arrays.stream(row).sum() + ":");
    for (int i = 0; i < row.length; i++) {
      text.append(' ').append(hidden[i] ? "*" : Long.toString(row[i]));
    }
    return text.toString();
  }

  private static boolean next(long[] row, int most) {
    for (int i = 0; i < row.length; i++) {
      row[i]++;
      if (row[i] <= most) {
        return true;
      }
      row[i] = 0;
    }
    return false;
  }

  @Test
  void a_zero_is_about_nobody() {
    assertFalse(Hiding.isSmall(0));
    assertEquals(4, LongStream.rangeClosed(0, 5).filter(Hiding::isSmall).count());
  }
}
