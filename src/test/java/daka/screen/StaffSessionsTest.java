package daka.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import daka.checkin.StaffMember;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StaffSessionsTest {
  private static final StaffMember CHEN = new StaffMember(1, 1, "陈雅静");
  private static final PageKey BOARD = new PageKey("cookie", "board-1");
  private static final PageKey SCREEN = new PageKey("cookie", "screen-1");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private boolean still = true;
  private final StaffSessions sessions = new StaffSessions(nanos::get, _ -> still);

  @Test
  void a_page_locks_a_minute_after_the_last_thing_done_on_it() {
    sessions.open(BOARD, CHEN);
    pass(Duration.ofSeconds(59));
    assertNotNull(sessions.use(BOARD));
    pass(Duration.ofSeconds(59));
    assertEquals(Duration.ofSeconds(1).toNanos(), sessions.untilNext(Long.MAX_VALUE));
    assertNotNull(sessions.of(BOARD));
    pass(Duration.ofSeconds(1));
    assertNull(sessions.use(BOARD));
  }

  @Test
  void a_page_locks_after_a_quarter_of_an_hour_whatever_is_done_on_it() {
    sessions.open(BOARD, CHEN);
    for (int i = 0; i < 29; i++) {
      pass(Duration.ofSeconds(30));
      assertNotNull(sessions.use(BOARD), "after " + (i + 1) + " half minutes");
    }
    pass(Duration.ofSeconds(30));
    assertNull(sessions.use(BOARD));
  }

  @Test
  void a_card_unlocks_the_pages_that_are_open_at_that_moment_and_no_others() {
    PageKey closed = new PageKey("cookie", "board-2");
    sessions.follow(BOARD);
    sessions.follow(SCREEN);
    sessions.follow(closed);
    sessions.follow(BOARD);
    sessions.unfollow(BOARD);
    sessions.unfollow(closed);
    sessions.openAll(CHEN);
    PageKey late = new PageKey("cookie", "board-3");
    sessions.follow(late);
    assertNotNull(sessions.of(BOARD));
    assertNotNull(sessions.of(SCREEN));
    assertNull(sessions.of(closed));
    assertNull(sessions.of(late));
    assertNull(sessions.of(new PageKey("guess", "board-1")), "the cookie counts, not the name");
  }

  @Test
  void a_page_that_is_locked_locks_the_others_of_the_same_card_only_if_asked_to() {
    sessions.follow(BOARD);
    sessions.follow(SCREEN);
    sessions.openAll(CHEN);
    sessions.close(SCREEN, false);
    assertNotNull(sessions.of(BOARD));
    sessions.openAll(CHEN);
    sessions.close(SCREEN, true);
    assertNull(sessions.of(BOARD));
    sessions.close(SCREEN, true);
  }

  @Test
  void whoever_is_staff_no_more_has_no_page_unlocked() {
    sessions.open(BOARD, CHEN);
    long before = sessions.review();
    still = false;
    sessions.askAgain();
    assertNotEquals(before, sessions.review(), "the pages are told");
    still = true;
    assertNull(sessions.use(BOARD), "a session that has ended does not begin again");
  }

  @Test
  void a_cookie_is_in_no_text() {
    assertFalse(new PageKey("secret", "board-1").toString().contains("secret"));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
