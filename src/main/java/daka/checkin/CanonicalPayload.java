package daka.checkin;

import java.util.Optional;

/// The one form in which a payload is registered and looked up, however people write it: the form
/// that readers and the keypad send.
/// - `qr`: the text as people see it ([VisibleText]).
/// - `rfid`: hexadecimal digits in capitals without separators, as readers of chips send them, of 2
///   to 10 bytes. The 12 digits of an EM4100 module are 5 bytes and a check, which is left out. A
///   number in decimals, as some readers that type send it, has 4 to 20 digits.
/// - `phone`: 4 to 15 digits, which the keypad takes; a mainland number without its country code.
/// - `number`: digits, or the text as people see it if there is anything else in it.
/// - `idcard`: what [CheckedIdNumber] says.
/// - `pin`: as it is.
///
/// A payload in this form is its own canonical form.
public sealed interface CanonicalPayload {

  /// It can be registered in this form.
  record Fits(String payload) implements CanonicalPayload {
    @Override
    public String toString() {
      return "Fits";
    }
  }

  /// No reader and no keypad ever presents it as a card of this kind.
  ///
  /// @param problem what is wrong, with the value
  /// @param cure what to do about it
  record Unfit(String problem, String cure) implements CanonicalPayload {
    @Override
    public String toString() {
      return "Unfit";
    }
  }

  /// What becomes of a payload that somebody wrote down or copied, to be registered.
  static CanonicalPayload of(CardKind kind, String given) {
    return PayloadForms.of(kind, given);
  }

  /// The form in which a payload that is presented is looked up.
  ///
  /// @return empty if it cannot be a card of this kind
  static Optional<String> presented(CardKind kind, String text) {
    return PayloadForms.presented(kind, text);
  }
}
