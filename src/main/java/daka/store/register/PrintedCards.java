package daka.store.register;

import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import daka.store.register.NewResident.NewCardRow;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Cards that are printed here. What one says is random and told only once, when it is issued; kept
/// is its fingerprint, as of any card. A person has one that is good: issuing another blocks the
/// one before. Safe for use by several threads.
///
/// A printed card says nothing of who somebody is, so the town goes on knowing its holder by the
/// same pseudonym.
public final class PrintedCards {
  private static final int RANDOM_BYTES = 16;
  private static final int BASE = 32;
  private static final int DIGITS = 26;

  /// Tells it from the codes of others, all in letters that the shortest code has.
  private static final String PREFIX = "DAKA-";

  private final SecureRandom random = new SecureRandom();
  private final Transactions transactions;
  private final CardDigests fingerprints;
  private final InstantSource clock;
  private final Predicate<String> isLegible;

  /// @param isLegible whether the readers can be relied on to read a code of this text; no other is
  ///   printed
  public PrintedCards(
      Database database,
      CardDigests fingerprints,
      InstantSource clock,
      Predicate<String> isLegible) {
    this.transactions = new Transactions(database);
    this.fingerprints = fingerprints;
    this.clock = clock;
    this.isLegible = isLegible;
  }

  /// A card to print.
  ///
  /// @param resident the id of whose it is
  /// @param card its id
  /// @param name of the person, in full
  /// @param payload what it says when presented
  public record Issued(long resident, long card, String name, String payload) {
    @Override
    public String toString() {
      return "Issued[resident=" + resident + ", card=" + card + "]";
    }
  }

  /// What came of it.
  public sealed interface Outcome {
    /// Everybody has a card; they are in the order that was asked for.
    record Done(List<Issued> cards) implements Outcome {}

    /// There are no such residents; nothing was written.
    record Unknown(List<Long> residents) implements Outcome {}
  }

  /// Gives each a card, and blocks what was printed for them before; all or nobody.
  ///
  /// @param residents ids, each once
  /// @throws StoreException if it cannot be written
  public Outcome issue(List<Long> residents) {
    // Drawn before the transaction, which keeps taps waiting.
    List<String> payloads =
        Stream.generate(this::payload).filter(isLegible).limit(residents.size()).toList();
    return transactions.register(
        "issuing " + residents.size() + " cards to print",
        connection -> {
          List<Resident> found = new ArrayList<>();
          List<Long> unknown = new ArrayList<>();
          for (long id : residents) {
            Resident resident = ResidentRows.find(connection, id);
            if (resident == null) {
              unknown.add(id);
            } else {
              found.add(resident);
            }
          }
          return unknown.isEmpty()
              ? new Outcome.Done(issueAll(connection, found, payloads))
              : new Outcome.Unknown(unknown);
        });
  }

  private List<Issued> issueAll(
      Connection connection, List<Resident> residents, List<String> payloads) throws SQLException {
    List<Issued> issued = new ArrayList<>();
    try (ResidentInserts inserts =
        new ResidentInserts(connection, clock.instant(), TokenRole.ADMIN)) {
      for (int i = 0; i < residents.size(); i++) {
        Resident resident = residents.get(i);
        blockBefore(connection, resident.id());
        issued.add(issue(connection, inserts, resident, payloads.get(i)));
      }
    }
    return issued;
  }

  private static void blockBefore(Connection connection, long resident) throws SQLException {
    List<Long> before =
        Sql.all(
            connection,
            "SELECT id FROM cards WHERE resident = ? AND printed AND NOT blocked",
            row -> row.getLong(1),
            resident);
    for (long card : before) {
      Sql.change(connection, "UPDATE cards SET blocked = 1 WHERE id = ?", card);
      AuditLog.append(
          connection, Deed.of("card.changed").id(resident + "/" + card).fields(List.of("blocked")));
    }
  }

  private Issued issue(
      Connection connection, ResidentInserts inserts, Resident resident, String payload)
      throws SQLException {
    CardEnrolment card =
        CardEnrolment.of(fingerprints, new NewCard.Read(CardKind.QR, payload, false, null));
    inserts.addCard(resident.id(), NewCardRow.of(card));
    List<Long> id =
        Sql.all(
            connection,
            "UPDATE cards SET printed = 1 WHERE fingerprint = ? RETURNING id",
            row -> row.getLong(1),
            card.hex());
    AuditLog.append(connection, Deed.of("card.printed").id(resident.id() + "/" + id.getFirst()));
    return new Issued(resident.id(), id.getFirst(), resident.person().name(), payload);
  }

  /// 128 random bits in capital letters and digits.
  private String payload() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String digits = new BigInteger(1, bytes).toString(BASE).toUpperCase(Locale.ROOT);
    return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
  }
}
