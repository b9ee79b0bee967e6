package daka.store;

import daka.checkin.CardKind;
import daka.checkin.Fingerprints;
import daka.checkin.Role;
import java.time.LocalDate;
import java.util.Optional;

/// The PINs of the staff, by which they are known where there is no reader. Reads only: a PIN is
/// given, blocked and taken away as a card of its kind, see [Cards]. Safe for use by several
/// threads.
///
/// Whoever asks here must make guessing slow: a PIN has as few as 6 digits.
public final class Pins {
  private final Transactions transactions;
  private final Fingerprints fingerprints;

  public Pins(Database database, Fingerprints fingerprints) {
    this.transactions = new Transactions(database);
    this.fingerprints = fingerprints;
  }

  /// Somebody who works here.
  ///
  /// @param resident the id in the register
  /// @param name in full, unmasked
  public record StaffMember(long resident, String name) {}

  /// Whose PIN this is.
  ///
  /// @param today the centre's day, for PINs that expire
  /// @return empty if it is nobody's, is blocked or expired, or is of somebody who is staff no more
  /// @throws StoreException if the register cannot be read
  public Optional<StaffMember> find(String pin, LocalDate today) {
    String fingerprint = fingerprints.of(CardKind.PIN, pin).hex();
    return transactions.read(
        "looking up a PIN",
        connection ->
            Optional.ofNullable(
                Sql.first(
                    connection,
                    "SELECT residents.id, name FROM cards JOIN residents ON residents.id = resident"
                        + " WHERE fingerprint = ? AND kind = ? AND NOT blocked"
                        + " AND (expires IS NULL OR expires >= ?) AND role = ?",
                    row -> new StaffMember(row.getLong(1), row.getString(2)),
                    fingerprint,
                    CardKind.PIN.wireName(),
                    today.toString(),
                    Role.STAFF.wireName())));
  }
}
