package daka.screen;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.screen.SetupInvitation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetupInvitationTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final SetupInvitation invitation = new SetupInvitation(nanos::get);

  private ScreenState.@Nullable Setup view() {
    return invitation.view(Instant.parse("2026-11-23T01:00:00Z"), ZoneOffset.ofHours(8));
  }

  private String code() {
    return requireNonNull(requireNonNull(view()).code(), "a code is shown");
  }

  private void open() {
    invitation.open(List.of("https://192.168.1.5:8443/"), "AB:CD");
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void nobody_is_invited_before_it_is_opened_and_after_it_is_closed() {
    assertNull(view());
    assertEquals(Outcome.CLOSED, invitation.guess("ABCDEFGH"));
    invitation.renew();
    assertNull(view());
    open();
    String code = code();
    invitation.close();
    assertNull(view());
    assertEquals(Outcome.CLOSED, invitation.guess(code));
  }

  @Test
  void a_code_is_eight_letters_without_look_alikes() {
    for (int i = 0; i < 200; i++) {
      open();
      assertTrue(code().matches("[ABCDEFGHJKMNPRSTWXYZ]{8}"), code());
    }
    assertEquals("2026-11-23T09:10+08:00", requireNonNull(view()).expires());
  }

  @Test
  void it_is_typed_in_any_case_and_with_gaps_and_counts_once() {
    open();
    String code = code();
    String typed = " " + code.substring(0, 4).toLowerCase(Locale.ROOT) + "-" + code.substring(4);
    assertEquals(Outcome.RIGHT, invitation.guess(typed));
    assertEquals(Outcome.OVER, invitation.guess(code));
  }

  @Test
  void five_wrong_guesses_end_a_code_and_a_touch_draws_another() {
    open();
    String code = code();
    for (int i = 0; i < OneTimeCode.TRIES; i++) {
      assertEquals(Outcome.WRONG, invitation.guess("AAAAAAA" + i));
    }
    assertEquals(Outcome.OVER, invitation.guess(code));
    assertNull(requireNonNull(view()).code());
    assertNull(requireNonNull(view()).expires());
    invitation.renew();
    assertNotEquals(code, code());
    assertEquals(Outcome.RIGHT, invitation.guess(code()));
  }

  @Test
  void it_is_good_for_ten_minutes_and_a_touch_leaves_a_good_one_alone() {
    open();
    String code = code();
    pass(OneTimeCode.GOOD.minusNanos(1));
    invitation.renew();
    assertEquals(code, code());
    pass(Duration.ofNanos(1));
    assertEquals(Outcome.OVER, invitation.guess(code));
    assertNull(requireNonNull(view()).code());
  }
}
