package daka.reader.card;

import daka.device.DeviceException;
import org.jspecify.annotations.Nullable;

/// A contactless card that has been selected and can be asked.
///
/// @param uid the number it says it has; see [CardUid]
/// @param pseudo whether that number is made up at each tap, as cards of ISO/IEC 14443 type B may
///   do (14443-3, 7.9.2)
/// @param memory how it is asked for what it holds
public record Tag(byte[] uid, boolean pseudo, Memory memory) {

  /// What a card can be asked in.
  public sealed interface Memory permits Pages, Apdus, Closed {}

  /// A card that answers to READ: NFC Forum Type 2, such as NTAG.
  public non-sealed interface Pages extends Memory {

    /// The 16 bytes of four pages; null if the card refuses.
    ///
    /// @param page the first of them, from 0
    /// @throws TagLostException if the card does not answer, or not whole
    byte @Nullable [] read(int page) throws TagLostException, DeviceException, InterruptedException;
  }

  /// A card that answers to commands of ISO/IEC 7816-4: NFC Forum Type 4.
  public non-sealed interface Apdus extends Memory {

    /// The answer to a command, with its status word at the end.
    ///
    /// @throws TagLostException if the card does not answer, or not whole
    byte[] exchange(byte[] command) throws TagLostException, DeviceException, InterruptedException;
  }

  /// A card that tells nothing but its number to those who have no key.
  public record Closed() implements Memory {}
}
