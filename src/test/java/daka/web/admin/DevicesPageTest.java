package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.config.Config;
import daka.config.ReaderConfig;
import daka.reader.serial.Pty;
import daka.store.register.TokenRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The devices of the kiosk, and what else is plugged in, in the office.
class DevicesPageTest extends InOffice {
  private static final String NUMBER = "04A1B2C3D4E5F6";

  @BeforeEach
  void register() {
    administrator();
    api.machine.plugged.pi().types(1, "Honeywell 1250g", "usb-Honeywell-event-kbd");
    api.machine.plugged.types(2, "Counter", "usb-Counter-event-kbd");
  }

  private static Locator device(Page page, String name) {
    return page.locator("[data-device='" + name + "']");
  }

  @Test
  void each_device_stands_there_with_its_state_its_cure_and_its_room() {
    try (Page page = signedIn(ADMIN, "/devices", 1280)) {
      assertThat(device(page, "reader counter")).containsText("故障");
      assertThat(device(page, "reader counter")).containsText("Plug it in.");
      assertThat(device(page, "panel sports")).containsText("文体活动室");
      assertThat(page.locator("[data-plugged$=Honeywell-event-kbd]")).containsText("Honeywell");
      assertThat(page.locator("[data-plugged$=Counter-event-kbd]")).containsText("reader counter");
      assertThat(page.locator("[data-plugged$=Counter-event-kbd] button")).hasCount(0);
    }
  }

  @Test
  void a_lamp_is_tried_by_a_button_and_one_that_is_lost_says_the_cure() {
    try (Page page = signedIn(ADMIN, "/devices", 1280)) {
      device(page, "lamps").locator("[data-step=green]").click();
      assertThat(device(page, "lamps").locator("[role=status]")).containsText("绿灯");
      assertEquals(List.of("green"), api.machine.shown);
      device(page, "beeper").locator("[data-step=beep]").click();
      assertThat(device(page, "beeper").locator("[role=status]")).containsText("Switch it on.");
    }
  }

  @Test
  void a_card_is_held_now_and_its_kind_and_length_are_seen_but_not_its_number() {
    try (Page page = signedIn(ADMIN, "/devices", 1280)) {
      device(page, "reader door").locator("[data-step=try]").click();
      assertThat(page.locator(".hold")).isVisible();
      api.machine.present(new Scan("door", "sports", CardKind.RFID, NUMBER));
      assertThat(page.locator(".held [data-form=hex]")).containsText("14");
      assertFalse(page.content().contains(NUMBER));
      assertEquals(List.of(NUMBER), api.machine.desk.payloads());
      page.locator("[data-step=close]").click();
      assertThat(page.locator("dialog.act")).hasCount(0);
    }
  }

  @Test
  void a_scanner_that_was_plugged_in_is_tried_and_added() throws Exception {
    api.machine.plugged.usbSerial("ttyACM0", "Newland", "EM20", "usb-Newland-if00");
    Files.createDirectories(api.machine.plugged.root().resolve("dev"));
    try (Pty scanner = Pty.plug(api.machine.plugged.root().resolve("dev/ttyACM0"));
        Page page = signedIn(ADMIN, "/devices", 360)) {
      page.locator("[data-plugged$=usb-Newland-if00] [data-step=try-plugged]").click();
      page.locator("dialog [name=baud]").selectOption("115200");
      page.locator("[data-step=begin]").click();
      assertThat(page.locator("dialog")).containsText("listens");
      scanner.send("1234567890\r");
      assertThat(page.locator(".held [data-form=digits]")).containsText("10");
      assertFalse(page.content().contains("1234567890"));
      page.locator("dialog [name=id]").fill("door");
      page.locator("dialog [name=room]").selectOption("sports");
      page.locator("dialog [data-step=add]").click();
      assertThat(page.locator("p.note")).containsText("reader door");
      assertThat(page.locator("dialog.act")).hasCount(0);
    }
    Config.Valid valid = assertInstanceOf(Config.Valid.class, Config.read(api.machine.config()));
    assertEquals(
        new ReaderConfig.Serial(
            "door", "sports", Path.of("/dev/serial/by-id/usb-Newland-if00"), 115_200, null, false),
        valid.config().readers().getLast());
  }

  @Test
  void a_bus_that_is_not_there_says_what_to_do() {
    api.machine.plugged.i2c(1, "bcm2835 (i2c@7e804000)");
    try (Page page = signedIn(ADMIN, "/devices", 1280)) {
      page.locator("[data-step=scan]").click();
      assertThat(page.locator("[data-plugged='/dev/i2c-1'] [role=status]"))
          .containsText("firmware-config");
    }
  }

  @Test
  void staff_see_how_devices_are_and_try_nothing() {
    account(STAFF, TokenRole.STAFF);
    try (Page page = signedIn(STAFF, "/devices", 1280)) {
      assertThat(device(page, "lamps")).isVisible();
      assertThat(page.locator(".device button")).hasCount(0);
      assertThat(page.locator("[data-plugged]")).hasCount(0);
    }
  }

  @Test
  void about_says_how_worn_the_storage_is_and_has_the_log() {
    try (Page page = signedIn(ADMIN, "/about", 1280)) {
      assertThat(page.locator(".facts")).containsText("SD 卡不说明磨损程度");
      String log = page.waitForDownload(page.locator("[href='/api/v1/log']")::click).url();
      assertEquals(url("/api/v1/log"), log);
    }
  }
}
