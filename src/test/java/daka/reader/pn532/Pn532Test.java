package daka.reader.pn532;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.device.DeviceException;
import daka.pi.I2cWire;
import daka.pi.PiException;
import daka.reader.card.ApdusText;
import daka.reader.card.Chip;
import daka.reader.card.PagesText;
import daka.reader.card.Tag;
import daka.reader.card.TagLostException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class Pn532Test {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String WIRING = "check its wires";

  private final AtomicLong nanos = new AtomicLong();
  private final Pn532Chip chip = new Pn532Chip(nanos);

  /// After a first command that wakes the chip, byte by byte as UM0701-02 tells them.
  @Test
  void it_says_over_i2c_what_the_manual_says() throws Exception {
    RecordedWire wire =
        new RecordedWire(
            """
            w 0000ff00ff00
            w 0000ff02fed4022a00
            r 00
            r 01
            r 01 0000ff00ff00
            r 00
            r 01
            r 01 0000ff06fad50332010607e800
            w 0000ff03fdd414011700
            r 01
            r 01 0000ff00ff00
            r 01
            r 01 0000ff02fed5151600
            w 0000ff06fad43205ff0101f400
            r 01
            r 01 0000ff00ff00
            r 01
            r 01 0000ff02fed533f800
            w 0000ff04fcd44a0100e100
            r 01
            r 01 0000ff00ff00
            r 01
            r 01 0000ff0ff1d54b01010044000704a1b2c3d4e5f6ca00
            w 0000ff03fdd45200da00
            r 01
            r 01 0000ff00ff00
            r 01
            r 01 0000ff03fdd55300d800\
            """);
    Pn532 driver = driver(new Pn532Link.OverI2c(wire.i2c()));

    driver.begin();
    Tag tag = Objects.requireNonNull(driver.find());
    driver.release();

    assertEquals("1.6", driver.version());
    assertEquals("04A1B2C3D4E5F6", HEX.formatHex(tag.uid()));
    wire.assertOver();
  }

  /// The same start, with each byte turned round, and its purpose before it: 01, 02 and 03 become
  /// 80, 40 and c0.
  @Test
  void it_says_over_spi_what_the_manual_says_with_the_lowest_bit_first() throws Exception {
    RecordedWire wire =
        new RecordedWire(
            """
            w 80 0000ff00ff00
            r 00
            w 80 0000ff407f2b405400
            r 00
            w 40 00
            r 00 00
            w 40 00
            r 00 80
            w c0 000000000000
            r 00 0000ff00ff00
            w 40 00
            r 00 80
            w c0 00000000000000000000000000000000
            r 00 0000ff605fabc04c8060e01700
            w 80 0000ffc0bf2b2880e800
            r 00
            w 40 00
            r 00 80
            w c0 000000000000
            r 00 0000ff00ff00
            w 40 00
            r 00 80
            w c0 00000000000000000000000000000000
            r 00 0000ff407faba86800
            w 80 0000ff605f2b4ca0ff80802f00
            r 00
            w 40 00
            r 00 80
            w c0 000000000000
            r 00 0000ff00ff00
            w 40 00
            r 00 80
            w c0 00000000000000000000000000000000
            r 00 0000ff407fabcc1f00\
            """);
    Pn532 driver = driver(new Pn532Link.OverSpi(wire.spi()));

    driver.begin();

    assertEquals("1.6", driver.version());
    wire.assertOver();
  }

  @Test
  void a_chip_that_sleeps_is_woken_over_either_bus() throws Exception {
    Pn532 overI2c = driver(new Pn532Link.OverI2c(chip.i2c()));
    overI2c.begin();
    assertNull(overI2c.find());
    chip.plug();
    Pn532 overSpi = driver(new Pn532Link.OverSpi(chip.spi()));
    overSpi.begin();
    assertNull(overSpi.find());
  }

  @Test
  void cards_of_both_types_are_found() throws Exception {
    Pn532 driver = driver(new Pn532Link.OverSpi(chip.spi()));
    driver.begin();

    chip.lay(Chip.classic("DE12AB90"));
    assertEquals("DE12AB90", HEX.formatHex(found(driver).uid()));
    chip.lay(Chip.files("04A1B2C3D4E5F6010203"));
    assertEquals("04A1B2C3D4E5F6010203", HEX.formatHex(found(driver).uid()));
    chip.layTypeB(HexFormat.of().parseHex("11223344"));
    Tag tag = found(driver);
    assertEquals("11223344", HEX.formatHex(tag.uid()));
    assertTrue(tag.pseudo());
  }

  private static Tag found(Pn532 driver) throws Exception {
    return Objects.requireNonNull(driver.find(), "a card lies there");
  }

  @Test
  void a_damaged_answer_is_asked_for_once_more() throws Exception {
    Pn532 driver = driver(new Pn532Link.OverI2c(chip.i2c()));
    driver.begin();
    chip.lay(Chip.classic("DE12AB90"));
    AtomicInteger answers = new AtomicInteger();
    chip.disturb(
        frame -> {
          if (answers.incrementAndGet() == 1) {
            frame[8] ^= 0x10;
          }
          return frame;
        });

    assertEquals("DE12AB90", HEX.formatHex(found(driver).uid()));
  }

  @Test
  void a_chip_that_is_not_there_is_told_with_the_cure_over_either_bus() {
    for (int level : new int[] {0x00, 0xFF}) {
      chip.unplug(level);
      for (Pn532Link link :
          new Pn532Link[] {new Pn532Link.OverI2c(chip.i2c()), new Pn532Link.OverSpi(chip.spi())}) {
        DeviceException e = assertThrows(DeviceException.class, driver(link)::begin);
        assertEquals("no PN532 answers at /dev/i2c-1", e.message());
        assertEquals(WIRING, e.cure());
      }
    }
  }

  @Test
  void what_is_no_pn532_is_told() {
    chip.disturb(
        frame -> {
          byte[] other = frame.clone();
          if (frame[6] == 0x03) {
            return Pn532Chip.frameOf(HexFormat.of().parseHex("0333010607"));
          }
          return other;
        });

    DeviceException e =
        assertThrows(DeviceException.class, driver(new Pn532Link.OverI2c(chip.i2c()))::begin);
    assertEquals("what answers at /dev/i2c-1 is no PN532 (0x33)", e.message());
  }

  @Test
  void a_chip_that_lost_its_settings_is_told_and_does_not_hold_us_up() throws Exception {
    Pn532 driver = driver(new Pn532Link.OverSpi(chip.spi()));
    driver.begin();
    chip.plug();
    long began = nanos.get();

    assertThrows(DeviceException.class, driver::find);
    assertTrue(nanos.get() - began < 1_000_000_000L, (nanos.get() - began) + " ns");
  }

  @Test
  @ForeignBytes
  void whatever_a_wire_answers_it_is_a_card_or_a_failure_and_comes_to_an_end() throws Exception {
    Random random = Fuzz.random(29);
    int found = 0;
    for (int round = 0; round < Fuzz.rounds(3_000); round++) {
      chip.plug();
      chip.lay(round % 2 == 0 ? Chip.ntag("04A1B2C3D4E5F6", "7") : Chip.files("DE12AB90", "7"));
      int wrongInThousand = new int[] {2, 20, 300, 1_000}[round % 4];
      Pn532 driver = driver(new Pn532Link.OverI2c(noisy(random, wrongInThousand)));
      long began = nanos.get();
      try {
        driver.begin();
        Tag tag = driver.find();
        if (tag != null) {
          found++;
          text(tag);
        }
        driver.release();
      } catch (DeviceException | TagLostException e) {
        assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
      }
      assertTrue(nanos.get() - began < 60_000_000_000L, (nanos.get() - began) + " ns");
    }
    assertTrue(found > 500, found + " were found");
  }

  private static void text(Tag tag) throws Exception {
    switch (tag.memory()) {
      case Tag.Pages pages -> PagesText.of(pages);
      case Tag.Apdus apdus -> ApdusText.of(apdus);
      case Tag.Closed() -> {}
    }
  }

  private I2cWire noisy(Random random, int inThousand) {
    I2cWire wire = chip.i2c();
    return new I2cWire() {
      @Override
      public void write(byte[] bytes) throws PiException {
        wire.write(bytes);
      }

      @Override
      public void read(byte[] into) throws PiException {
        wire.read(into);
        for (int i = 0; i < into.length; i++) {
          if (random.nextInt(1_000) < inThousand) {
            into[i] = (byte) random.nextInt(256);
          }
        }
      }

      @Override
      public void close() {}
    };
  }

  @Test
  @ForeignBytes
  void frames_made_by_a_hostile_chip_are_never_more_than_a_failure() throws Exception {
    Random random = Fuzz.random(31);
    AtomicInteger answers = new AtomicInteger();
    for (int round = 0; round < Fuzz.rounds(5_000); round++) {
      chip.plug();
      chip.lay(Chip.ntag("04A1B2C3D4E5F6", "7"));
      answers.set(0);
      chip.disturb(
          frame -> {
            if (answers.incrementAndGet() <= 3) {
              return frame;
            }
            byte[] data = new byte[random.nextInt(60)];
            random.nextBytes(data);
            if (data.length > 0) {
              data[0] = frame[6];
            }
            if (data.length > 1) {
              data[1] = (byte) random.nextInt(2);
            }
            return Pn532Chip.frameOf(data);
          });
      Pn532 driver = driver(new Pn532Link.OverSpi(chip.spi()));
      try {
        driver.begin();
        Tag tag = driver.find();
        if (tag != null) {
          text(tag);
        }
      } catch (DeviceException | TagLostException e) {
        assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
      }
    }
  }

  private Pn532 driver(Pn532Link link) {
    return new Pn532(
        link, "/dev/i2c-1", WIRING, time -> nanos.addAndGet(time.toNanos()), nanos::get);
  }
}
