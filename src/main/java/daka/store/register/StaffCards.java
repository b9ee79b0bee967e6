package daka.store.register;

import daka.checkin.CardDigest;
import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.checkin.StaffMember;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cards and PINs by which the staff are known. Reads only: they are given, blocked and taken
/// away as any card, see [Cards]. Safe for use by several threads.
public final class StaffCards {
  private static final String GOOD =
      "NOT blocked AND (expires IS NULL OR expires >= ?) AND role = 'staff'";
  private static final String HOLDER =
      "SELECT residents.id, cards.id, name, "
          + GOOD
          + ", kind <> 'pin' AND EXISTS (SELECT 1 FROM accounts"
          + " WHERE accounts.resident = residents.id AND accounts.role = 'admin')"
          + " FROM cards JOIN residents ON residents.id = resident WHERE ";

  private final Transactions transactions;
  private final CardDigests fingerprints;
  private final SlowHash hash;

  public StaffCards(Database database, CardDigests fingerprints) {
    this.transactions = new Transactions(database);
    this.fingerprints = fingerprints;
    this.hash = new SlowHash(fingerprints);
  }

  /// Whose PIN this is. Takes a slow hash first, a quarter of a second on a small computer.
  ///
  /// Whoever asks here must make guessing slow: a PIN has as few as 6 digits.
  ///
  /// @param today the centre's day, for PINs that expire
  /// @return empty if it is nobody's, is blocked or expired, or is of somebody who is staff no more
  /// @throws StoreException if the register cannot be read
  public Optional<StaffMember> ofPin(String pin, LocalDate today) {
    String fast = fingerprints.of(CardKind.PIN, pin).hex();
    String slow = hash.ofPin(fast);
    return transactions.read(
        "looking up a PIN",
        connection ->
            Optional.ofNullable(
                    Sql.first(
                        connection,
                        HOLDER + "fingerprint IN (?, ?) AND kind = 'pin'",
                        StaffCards::holder,
                        today.toString(),
                        slow,
                        fast))
                .flatMap(Holder::ifGood));
  }

  /// Which member of staff presented a card that is good today.
  ///
  /// @return empty if the card, as the desk knows it, is nobody's of the staff
  /// @throws StoreException if the register cannot be read
  public Optional<StaffMember> ofCard(Scan.Presented presented, LocalDate today) {
    return transactions.read(
        "looking up a card of the staff",
        connection -> {
          for (CardDigest card : fingerprints.of(presented)) {
            Holder holder = ofCard(connection, card, today);
            if (holder != null) {
              return holder.ifGood();
            }
          }
          return Optional.empty();
        });
  }

  private static @Nullable Holder ofCard(Connection connection, CardDigest card, LocalDate today)
      throws SQLException {
    return Sql.first(
        connection, HOLDER + "fingerprint = ?", StaffCards::holder, today.toString(), card.hex());
  }

  /// Whether somebody who was found here would be found again: is still there and staff, with the
  /// card or PIN neither deleted nor blocked nor expired.
  ///
  /// @throws StoreException if the register cannot be read
  public boolean isStill(StaffMember member, LocalDate today) {
    return transactions.read(
        "looking whether somebody is still staff",
        connection ->
            Sql.first(
                        connection,
                        HOLDER + "cards.id = ? AND residents.id = ?",
                        StaffCards::holder,
                        today.toString(),
                        member.card(),
                        member.resident())
                    instanceof Holder(var _, boolean good)
                && good);
  }

  private record Holder(StaffMember member, boolean good) {
    Optional<StaffMember> ifGood() {
      return good ? Optional.of(member) : Optional.empty();
    }
  }

  private static Holder holder(ResultSet row) throws SQLException {
    StaffMember member =
        new StaffMember(row.getLong(1), row.getLong(2), row.getString(3), row.getBoolean(5));
    return new Holder(member, row.getInt(4) != 0);
  }
}
