package daka.reader.rc522;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.device.DeviceException;
import daka.pi.PiException;
import daka.pi.SpiWire;
import daka.reader.card.ApdusText;
import daka.reader.card.Chip;
import daka.reader.card.PagesText;
import daka.reader.card.Tag;
import daka.reader.card.TagLostException;
import daka.reader.rc522.TypeACards.Selected;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The driver against a chip as the data sheet describes it.
class Mfrc522Test {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final AtomicLong nanos = new AtomicLong();
  private final Mfrc522Chip chip = new Mfrc522Chip(nanos);
  private final Mfrc522 driver = driver(chip);
  private final TypeACards cards = new TypeACards(driver);

  @ParameterizedTest
  @ValueSource(strings = {"DE12AB90", "04A1B2C3D4E5F6", "04A1B2C3D4E5F6010203"})
  void a_card_of_each_length_of_number_is_found(String uid) throws Exception {
    driver.begin();
    chip.lay(Chip.classic(uid));

    for (int look = 0; look < 3; look++) {
      Selected card = laid(cards.select());
      assertEquals(uid, HEX.formatHex(card.uid()));
      assertEquals(Chip.CLASSIC, card.sak());
      cards.halt();
    }
  }

  @Test
  void an_empty_field_is_told_quickly() throws Exception {
    driver.begin();
    long began = nanos.get();

    assertNull(cards.select());
    assertTrue(nanos.get() - began < 2_500_000, (nanos.get() - began) + " ns");
  }

  @Test
  void one_of_several_cards_is_found_whole_and_the_others_after_it() throws Exception {
    Random random = new Random(522);
    driver.begin();
    for (int round = 0; round < 500; round++) {
      List<String> laid = new ArrayList<>();
      Chip[] chips = new Chip[2 + random.nextInt(4)];
      for (int i = 0; i < chips.length; i++) {
        String uid = uid(random, round % 4 == 0);
        laid.add(uid);
        chips[i] = Chip.classic(uid);
      }
      chip.lay(chips);

      Selected card = laid(cards.select());
      assertTrue(laid.contains(HEX.formatHex(card.uid())), "not one of those that lie there");
      cards.halt();
    }
  }

  /// Numbers of one length, or of several; many of them alike in most bits.
  private static String uid(Random random, boolean severalLengths) {
    byte[] uid = new byte[severalLengths ? List.of(4, 7, 10).get(random.nextInt(3)) : 4];
    uid[0] = 0x04;
    for (int i = 1; i < uid.length; i++) {
      uid[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0x55);
    }
    uid[uid.length - 1] = (byte) random.nextInt(256);
    return HEX.formatHex(uid);
  }

  @Test
  void a_card_that_is_taken_away_at_any_frame_is_lost_and_never_another_number() throws Exception {
    driver.begin();
    for (int leaves = 1; leaves <= 5; leaves++) {
      chip.lay(Chip.ntag("04A1B2C3D4E5F6"));
      AtomicInteger frames = new AtomicInteger();
      int last = leaves;
      chip.atFrame(
          () -> {
            if (frames.incrementAndGet() == last) {
              chip.lay();
            }
          });

      if (leaves == 1) {
        assertNull(cards.select());
      } else {
        assertThrows(TagLostException.class, cards::select, "taken at frame " + leaves);
      }
      chip.atFrame(() -> {});
    }
  }

  @Test
  void one_wrong_bit_in_any_answer_is_never_another_number() throws Exception {
    driver.begin();
    chip.lay(Chip.ntag("04A1B2C3D4E5F6"));
    int disturbed = 0;
    for (int frame = 2; frame <= 5; frame++) {
      for (int bit = 0; bit < 40; bit++) {
        AtomicInteger frames = new AtomicInteger();
        int at = frame;
        int wrong = bit;
        chip.disturb(
            answer ->
                frames.incrementAndGet() == at && wrong < answer.length()
                    ? answer.flipped(wrong)
                    : answer);
        disturbed += isLost("04A1B2C3D4E5F6") ? 1 : 0;
        chip.disturb(answer -> answer);
        driver.renewField();
      }
    }
    assertEquals(40 + 24 + 40 + 24, disturbed);
  }

  private boolean isLost(String uid) throws Exception {
    try {
      assertEquals(uid, HEX.formatHex(laid(cards.select()).uid()));
      cards.halt();
      return false;
    } catch (TagLostException e) {
      return true;
    }
  }

  @Test
  void the_coprocessor_counts_the_crc() throws Exception {
    driver.begin();

    assertArrayEquals(HexFormat.of().parseHex("500057cd"), driver.withCrc(new byte[] {0x50, 0x00}));
  }

  @Test
  void it_speaks_by_the_address_bytes_of_the_data_sheet() throws Exception {
    driver.begin();
    List<String> sent = chip.transfers();

    assertEquals("020f", sent.getFirst(), "soft reset is written to CommandReg, 01");
    assertTrue(sent.contains("ee00"), "VersionReg, 37, is read");
    assertTrue(sent.contains("2883"), "both drivers of the antenna are on in TxControlReg, 14");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x88, 0x90, 0x91, 0x92, 0x12, 0xB2})
  void copies_of_the_chip_are_taken(int version) throws Exception {
    chip.version(version);
    driver.begin();

    assertEquals(version, driver.version());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0xFF})
  void a_chip_that_is_not_there_is_told_with_the_cure(int level) {
    chip.unplug(level);

    DeviceException e = assertThrows(DeviceException.class, driver::begin);
    assertEquals("no RC522 answers at /dev/spidev0.0", e.message());
    assertTrue(e.cure().contains("check its wires"), e.cure());
  }

  @Test
  void a_chip_that_lost_its_power_in_between_is_told() throws Exception {
    driver.begin();
    driver.verify();
    chip.plug();

    assertTrue(
        assertThrows(DeviceException.class, driver::verify)
            .message()
            .contains("lost its settings"));
  }

  @Test
  void a_chip_that_lost_its_power_while_it_looks_is_told_or_sees_nothing() throws Exception {
    chip.lay(Chip.ntag("04A1B2C3D4E5F6"));
    for (int leaves = 1; leaves <= 5; leaves++) {
      driver.begin();
      AtomicInteger frames = new AtomicInteger();
      int last = leaves;
      chip.atFrame(
          () -> {
            if (frames.incrementAndGet() == last) {
              chip.plug();
            }
          });
      assertFalse(isFound());
      chip.atFrame(() -> {});
      assertThrows(DeviceException.class, driver::verify);
    }
  }

  private boolean isFound() throws Exception {
    try {
      return cards.select() != null;
    } catch (TagLostException | DeviceException e) {
      return false;
    }
  }

  @Test
  @ForeignBytes
  void whatever_a_wire_answers_it_is_the_card_or_a_failure_and_comes_to_an_end() throws Exception {
    Random random = Fuzz.random(23);
    int found = 0;
    for (int round = 0; round < Fuzz.rounds(4_000); round++) {
      chip.plug();
      chip.lay(Chip.ntag("04A1B2C3D4E5F6", "DAKA-0001"), Chip.files("DE12AB90", "DAKA-0002"));
      int wrongInThousand = List.of(2, 20, 300, 1_000).get(round % 4);
      Mfrc522 noisy = driver(new NoisyWire(chip, random, wrongInThousand));
      long began = nanos.get();
      try {
        noisy.begin();
        noisy.verify();
        found += look(noisy, wrongInThousand <= 20) ? 1 : 0;
      } catch (DeviceException | TagLostException e) {
        assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
      }
      assertTrue(nanos.get() - began < 60_000_000_000L, nanos.get() - began + " ns");
    }
    assertTrue(found > 500, found + " were found");
  }

  private static boolean look(Mfrc522 noisy, boolean mustBeRight) throws Exception {
    TypeACards cards = new TypeACards(noisy);
    Selected card = cards.select();
    if (card == null) {
      return false;
    }
    String uid = HEX.formatHex(card.uid());
    assertTrue(!mustBeRight || List.of("04A1B2C3D4E5F6", "DE12AB90").contains(uid), uid);
    TypeACard selected = new TypeACard(noisy, cards, card);
    switch (selected.tag().memory()) {
      case Tag.Pages pages -> PagesText.of(pages);
      case Tag.Apdus apdus -> ApdusText.of(apdus);
      case Tag.Closed() -> {}
    }
    selected.letGo();
    return true;
  }

  /// A wire on which bytes come back wrong.
  private record NoisyWire(SpiWire wire, Random random, int inThousand) implements SpiWire {
    @Override
    public void transfer(byte[] bytes) throws PiException {
      wire.transfer(bytes);
      for (int i = 0; i < bytes.length; i++) {
        if (random.nextInt(1_000) < inThousand) {
          bytes[i] = (byte) random.nextInt(256);
        }
      }
    }

    @Override
    public void close() {
      wire.close();
    }
  }

  private static Selected laid(@Nullable Selected card) {
    return Objects.requireNonNull(card, "a card lies there");
  }

  private Mfrc522 driver(SpiWire wire) {
    return new Mfrc522(wire, "/dev/spidev0.0", time -> nanos.addAndGet(time.toNanos()), nanos::get);
  }
}
