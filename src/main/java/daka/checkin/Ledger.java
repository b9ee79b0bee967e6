package daka.checkin;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where visits are recorded. What the desk needs of a store, and no more.
public interface Ledger {

  /// Runs `work` in one transaction that sees no other, and commits it durably.
  ///
  /// When this returns, all that `work` recorded survives a power cut. When it throws, nothing of
  /// it was written.
  ///
  /// @throws NotRecordedException if the store could not read or commit
  <T> T record(Function<Transaction, T> work) throws NotRecordedException;

  /// The rooms and how full they are, as of the last commit. Never waits for a transaction.
  List<RoomSpace> rooms();

  /// What can be done inside [Ledger#record]. Not to be kept after `work` has returned.
  interface Transaction {

    /// The holder of the card with this fingerprint, or null if it is not registered.
    @Nullable CardHolder holder(Fingerprint card);

    /// The person with this id in the register, as if presenting a card that is neither blocked nor
    /// expired.
    @Nullable CardHolder resident(long resident);

    @Nullable Visit visit(long id);

    /// The open visits that began before `instant`, oldest first.
    List<Visit> openBefore(Instant instant);

    /// The rooms and how full they are, this transaction's own changes counted.
    List<RoomSpace> rooms();

    /// The id the next new visit takes.
    long nextVisit();

    /// Applies what happened to the visits and appends it to the journal.
    ///
    /// @param now when it is recorded, which for a closing time found late is after it happened
    void append(Happening happening, Instant now);

    /// The short code by which staff find this unknown card: 4 characters that cannot be mistaken
    /// for each other, the same for the same card while it waits.
    String waitingCode(Fingerprint unknown, String reader, Instant now);
  }
}
