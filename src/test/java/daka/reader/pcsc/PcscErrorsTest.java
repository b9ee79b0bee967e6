package daka.reader.pcsc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.DeviceException;
import daka.reader.card.TagLostException;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import jnasmartcardio.Smartcardio.JnaPCSCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcscErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "0x80100017, the card reader was unplugged",
    "0x80100009, the card reader was unplugged",
    "0x8010001D, 'the service for card readers, pcscd, does not run'",
    "0x80100013, 'the service for card readers, pcscd, does not run'",
    "0x8010006A, the kiosk may not use card readers"
  })
  void a_reader_that_is_lost_while_it_reads_a_card_is_told(long code, String message)
      throws TagLostException {
    DeviceException e = PcscErrors.lost(new JnaPCSCException(code, ""));

    assertEquals(message, e.message());
    assertTrue(e.cure().length() > 10, e.cure());
  }

  /// Removed, reset, unresponsive, without power, not transacted, of another protocol, held by
  /// another program.
  @ParameterizedTest
  @ValueSource(
      longs = {
        0x80100069L,
        0x80100068L,
        0x80100066L,
        0x80100067L,
        0x80100016L,
        0x8010000FL,
        0x8010000BL
      })
  void what_a_card_does_is_no_fault_of_the_reader(long code) {
    assertThrows(TagLostException.class, () -> PcscErrors.lost(new JnaPCSCException(code, "")));
  }

  @Test
  void a_card_that_is_gone_or_an_error_without_a_code_is_no_fault_of_the_reader() {
    assertThrows(TagLostException.class, () -> PcscErrors.lost(new CardNotPresentException("")));
    assertThrows(TagLostException.class, () -> PcscErrors.lost(new CardException("")));
  }

  @Test
  void an_error_that_is_not_known_is_told_by_its_number() {
    assertEquals(
        "the service for card readers, pcscd, fails (0x80100014)",
        PcscErrors.service(new JnaPCSCException(0x80100014L, "")).message());
  }
}
