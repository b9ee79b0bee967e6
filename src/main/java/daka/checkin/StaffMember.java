package daka.checkin;

/// A member of staff, as known by a card or a PIN that was presented.
///
/// @param resident the id in the register
/// @param card the id of the card or PIN
/// @param name in full, unmasked
/// @param administrator whether it is a card, and its holder has an account of an administrator
public record StaffMember(long resident, long card, String name, boolean administrator) {
  /// A member of staff who is no administrator.
  public StaffMember(long resident, long card, String name) {
    this(resident, card, name, false);
  }
}
