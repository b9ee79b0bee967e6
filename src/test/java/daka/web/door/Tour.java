package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.health.Part;
import daka.store.register.NewCard;
import daka.store.register.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// The way of a resident through everything the residents' screen can show, by real taps and
/// presses, with a look at each. [StaffTour] goes on from there.
final class Tour {
  static final int CAPACITY = 60;
  static final String PIN = "482913";
  static final String STAFF = "S-1";

  private static final int TEXT = 18;
  private static final int RESULT = 28;
  private static final Part GONE =
      Part.failed("reader counter", "/dev/ttyACM0 is gone", "Plug it in again.");

  private final RunningKiosk kiosk;
  private final Page page;
  private final Look look;

  Tour(RunningKiosk kiosk, Page page, Look look) {
    this.kiosk = kiosk;
    this.page = page;
    this.look = look;
  }

  /// Registers whom the tour needs.
  static void prepare(RunningKiosk kiosk) {
    NewCard blocked = new NewCard.Read(CardKind.QR, "B-1", true, null);
    NewCard expired = new NewCard.Read(CardKind.QR, "E-1", false, LocalDate.of(2026, 1, 1));
    kiosk.store.person(new Person("李桂兰", Role.RESIDENT, null, "1948", null, null), blocked);
    kiosk.store.person(new Person("张建国", Role.RESIDENT, null, "1950", null, null), expired);
    kiosk.store.person(
        new Person("陈雅静", Role.STAFF, null, "1990", null, null),
        new NewCard.Read(CardKind.QR, STAFF, false, null),
        new NewCard.Read(CardKind.PIN, PIN, false, null));
  }

  void walk() throws Exception {
    idle();
    guests();
    number();
    visit();
    night();
    refusals();
    fullRooms();
    lost();
  }

  private void idle() {
    look.at("idle", "main.idle", TEXT);
    kiosk.screen.health(List.of(GONE));
    assertThat(page.locator(".unwell")).isVisible();
    look.at("idle-unwell", "main.idle", TEXT);
    for (String light : List.of("dark", "glare")) {
      kiosk.screen.health(List.of(Part.warning("reader window", "", "", light)));
      look.at("idle-" + light, "main.idle:has([data-light=" + light + "])", TEXT);
    }
    kiosk.screen.health(List.of());
    assertThat(page.locator(".well")).isVisible();
    kiosk.screen.call();
    look.at("idle-called", "main.idle:has(.called)", TEXT);
    kiosk.screen.answerCall();
    assertThat(page.locator(".well")).isVisible();
  }

  private void guests() {
    touch("[data-step=guests]");
    look.at("guests", "main.guests", TEXT);
    touch("[data-party='3']");
    look.at("arrived-guests", decided("arrived"), RESULT);
    touch("[data-step=undo]");
    look.at("undone", decided("undone"), RESULT);
    dismiss();
  }

  private void number() {
    touch("[data-step=number]");
    look.at("number", "main.number", TEXT);
    touch("[data-kind=number]");
    "20481234567890123456".chars().forEach(digit -> touch("[data-digit='" + (char) digit + "']"));
    look.at("number-long", "main.number", TEXT);
    touch("[data-step=come]");
    look.at("refused-number", decided("refused"), RESULT);
    dismiss();
  }

  private void visit() throws Exception {
    kiosk.tap("W-1");
    look.at("arrived", decided("arrived"), RESULT);
    touch("[data-room=sports]");
    look.at("moved", decided("moved"), RESULT);
    touch("[data-step=undo]");
    look.at("undone-move", decided("undone"), RESULT);
    kiosk.tap("W-1");
    look.at("already-in", decided("already-in"), RESULT);
    kiosk.tap("W-1");
    assertThat(page.locator("main.result[data-seq='" + seq() + "']")).isVisible();
    look.at("repeated", decided("already-in"), RESULT);
    touch("[data-step=leave]");
    look.at("departed-by-touch", decided("departed"), RESULT);
    touch("[data-step=undo]");
    look.at("undone-departure", decided("undone"), RESULT);
    kiosk.store.pass(Duration.ofMinutes(95));
    kiosk.tap("W-1");
    look.at("departed", decided("departed"), RESULT);
    dismiss();
    kiosk.store.pass(Duration.ofSeconds(4));
  }

  private long seq() {
    return requireNonNull(kiosk.screen.state().result()).seq();
  }

  private void night() throws Exception {
    Instant day = kiosk.store.now();
    kiosk.store.setClock(Instant.parse("2026-11-23T14:30:00Z"));
    kiosk.tap("W-1");
    look.at("arrived-at-night", decided("arrived"), RESULT);
    touch("[data-step=undo]");
    look.at("undone-arrival", decided("undone"), RESULT);
    kiosk.tap("nobody at night");
    look.at("refused-unknown-at-night", refused("unknown-card"), RESULT);
    kiosk.tap("B-1");
    look.at("refused-blocked-at-night", refused("blocked"), RESULT);
    dismiss();
    kiosk.store.setClock(day);
    kiosk.store.pass(Duration.ofSeconds(4));
  }

  private void refusals() throws Exception {
    refusal("nobody", "unknown-card");
    refusal("B-1", "blocked");
    refusal("E-1", "expired");
    refusal("\u0001", "unreadable");
    kiosk.store.execute(
        "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END");
    refusal("W-1", "not-recorded");
    kiosk.store.execute("DROP TRIGGER full");
    kiosk.tap("W-1");
    assertThat(page.locator(decided("arrived"))).isVisible();
    kiosk.store.pass(Duration.ofSeconds(16));
    touch("[data-step=leave]");
    look.at("refused-too-late", refused("too-late"), RESULT);
    dismiss();
    kiosk.store.pass(Duration.ofMinutes(2));
    kiosk.tap("W-1");
    assertThat(page.locator(decided("departed"))).isVisible();
    dismiss();
    kiosk.store.pass(Duration.ofSeconds(4));
  }

  private void refusal(String payload, String reason) throws Exception {
    kiosk.tap(payload);
    look.at("refused-" + reason, refused(reason), RESULT);
    dismiss();
  }

  private void fullRooms() throws Exception {
    Map<String, Integer> capacities =
        Map.of("hall", 80, "party", 30, "civic", 40, "veterans", 20, "council", 20, "sports", 50);
    kiosk.store.capacity("hall", 0);
    kiosk.tap("W-1");
    look.at("refused-room-full", refused("room-full"), RESULT);
    dismiss();
    kiosk.store.pass(Duration.ofSeconds(4));
    capacities.keySet().forEach(room -> kiosk.store.capacity(room, 0));
    kiosk.tap("W-1");
    look.at("refused-every-room-full", refused("room-full"), RESULT);
    dismiss();
    look.at("idle-full", "main.idle:has([data-full=true])", TEXT);
    capacities.forEach((room, capacity) -> kiosk.store.capacity(room, capacity));
    for (int party = 20; party <= CAPACITY; party += 20) {
      touch("[data-step=guests]");
      touch("[data-party='20']");
      dismiss();
    }
    kiosk.store.pass(Duration.ofSeconds(4));
    refusal("W-1", "centre-full");
  }

  private void lost() {
    int port = kiosk.server.port();
    kiosk.server.close();
    assertThat(page.locator(".lost")).isVisible();
    look.at("lost", "main.lost", RESULT);
    try (OpeningServer opening =
        OpeningServerTest.at(port, OpeningServerTest.seen(3, Duration.ofSeconds(130)))) {
      opening.start();
      look.at("opening", "main.opening", RESULT);
    }
    kiosk.startAgain(port);
    assertThat(page.locator("main.idle")).isVisible();
  }

  private static String decided(String decision) {
    return "main.result[data-decision=" + decision + "]";
  }

  private static String refused(String reason) {
    return "main.result[data-reason=" + reason + "]";
  }

  private void dismiss() {
    touch("[data-step=done]");
    assertThat(page.locator("main.idle")).isVisible();
  }

  private void touch(String button) {
    touch(page.locator(button));
  }

  /// Presses a button that can be seen, without the frames that a tap by Playwright waits for.
  static void touch(Locator button) {
    assertThat(button).isVisible();
    button.dispatchEvent("click");
  }
}
