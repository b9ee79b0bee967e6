package daka.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StaffSessionsTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final StaffSessions sessions = new StaffSessions(nanos::get);

  @Test
  void a_session_locks_a_minute_after_the_last_thing_done_in_it() {
    String key = sessions.open("陈**");
    pass(Duration.ofSeconds(59));
    assertEquals("陈**", sessions.use(key));
    pass(Duration.ofSeconds(59));
    assertEquals(Duration.ofSeconds(1), sessions.left(key));
    pass(Duration.ofSeconds(1));
    assertEquals(Duration.ZERO, sessions.left(key));
    assertNull(sessions.use(key));
  }

  @Test
  void a_session_that_is_closed_is_over_and_the_others_go_on() {
    String one = sessions.open("陈**");
    String two = sessions.open("陈**");
    assertNotEquals(one, two);
    sessions.close(one);
    assertNull(sessions.use(one));
    assertEquals("陈**", sessions.use(two));
  }

  @Test
  void a_key_nobody_was_given_opens_nothing() {
    String key = sessions.open("陈**");
    assertTrue(key.startsWith(StaffSessions.PREFIX) && key.length() >= 28, key);
    assertNull(sessions.use(StaffSessions.PREFIX));
    assertNull(sessions.use(""));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
