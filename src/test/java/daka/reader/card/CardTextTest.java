package daka.reader.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The text on cards of pages and on cards of files.
class CardTextTest {
  private static final String UID = "04A1B2C3D4E5F6";

  private final List<Integer> pagesRead = new ArrayList<>();

  @Test
  void the_text_of_a_card_of_pages_is_read_with_as_few_pages_as_it_takes() throws Exception {
    assertEquals("DAKA-0001", pages(Chip.ntag(UID, "DAKA-0001")));
    assertEquals(List.of(0, 4, 8), pagesRead);
  }

  @Test
  void a_text_that_fills_the_card_is_read() throws Exception {
    assertEquals("7".repeat(800), pages(Chip.ntag(UID, "7".repeat(800))));
  }

  @Test
  void a_card_of_pages_without_a_message_has_no_text() throws Exception {
    assertNull(pages(Chip.ntag(UID)));
    assertNull(pages(Chip.classic("DE12AB90")));
  }

  @Test
  void a_card_of_pages_that_may_not_be_read_or_lies_about_its_lengths_has_no_text()
      throws Exception {
    Chip locked = Chip.ntag(UID, "DAKA-0001");
    locked.pages()[15] = (byte) 0xF0;
    assertNull(pages(locked));

    Chip tooLong = Chip.ntag(UID, "DAKA-0001");
    tooLong.pages()[22] = (byte) 0xF0;
    assertNull(pages(tooLong));

    Chip longer = Chip.ntag(UID, "7".repeat(800));
    longer.pages()[23] = (byte) 0xFF;
    assertNull(pages(longer));

    Chip endless = Chip.ntag(UID, "DAKA-0001");
    endless.pages()[14] = (byte) 0xFF;
    for (int i = 16; i < endless.pages().length; i++) {
      endless.pages()[i] = 0;
    }
    assertNull(pages(endless));
  }

  @Test
  void the_text_of_a_card_of_files_is_read_in_parts() throws Exception {
    assertEquals("DAKA-0001", files(Chip.files(UID, "DAKA-0001")));
    assertEquals("7".repeat(800), files(Chip.files(UID, "7".repeat(800))));
  }

  @Test
  void a_card_of_files_without_ndef_has_no_text() throws Exception {
    assertNull(files(Chip.files(UID)));
  }

  @Test
  void an_answer_without_a_status_word_is_a_card_that_left() {
    assertThrows(TagLostException.class, () -> ApdusText.of(command -> new byte[1]));
  }

  @Test
  @ForeignBytes
  void a_card_that_answers_at_random_is_never_more_than_no_text_and_comes_to_an_end()
      throws Exception {
    Random random = Fuzz.random(7);
    for (int i = 0; i < Fuzz.rounds(20_000); i++) {
      Chip chip = Chip.ntag(UID, "DAKA-0001");
      for (int flips = random.nextInt(8); flips >= 0; flips--) {
        chip.pages()[12 + random.nextInt(30)] ^= (byte) (1 << random.nextInt(8));
      }
      pages(chip);
      int[] commands = {0};
      ApdusText.of(
          command -> {
            commands[0]++;
            int asked = command.length == 5 ? command[4] & 0xFF : 0;
            byte[] answer = new byte[2 + (random.nextInt(50) == 0 ? random.nextInt(20) : asked)];
            random.nextBytes(answer);
            if (answer.length == 17) {
              answer[7] = 0x04;
              answer[13] = 0;
            }
            answer[answer.length - 2] = (byte) 0x90;
            answer[answer.length - 1] = 0;
            return answer;
          });
      assertTrue(commands[0] < 10_000, commands[0] + " commands");
    }
  }

  private @Nullable String pages(Chip chip) throws Exception {
    pagesRead.clear();
    return PagesText.of(
        page -> {
          pagesRead.add(page);
          return chip.read(page);
        });
  }

  private static @Nullable String files(Chip chip) throws Exception {
    Chip.Session session = new Chip.Session();
    return ApdusText.of(command -> chip.answer(session, command));
  }
}
