package daka.checkin;

import java.time.Duration;
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
    @Nullable CardHolder holder(CardDigest card);

    /// The person with this id in the register, as if presenting a card that is neither blocked nor
    /// expired.
    @Nullable CardHolder resident(long resident);

    @Nullable Visit visit(long id);

    /// The visit of this person that began last, or null if there is none, or if it cannot be told
    /// how long ago it was: nothing vouches for the clock, and the kiosk has been started since.
    @Nullable Visit lastVisit(long resident);

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

    /// Appends that the clock was set, and puts right the times of the visits that it had told
    /// wrong.
    ///
    /// Those are the times told within this boot since something last vouched for the clock, and
    /// those of the visits that are open: what passed since their arrival is known by the monotonic
    /// time, whatever the clock says.
    ///
    /// @param by by how much it was put forward; negative if it was put back
    /// @param trust how far it can be trusted now, as a wire name
    /// @param now the time as it is now
    /// @return the visits that the clock told to end at closing time, or that ended so and arrived
    ///   at another time than it told; each as it stands now
    List<Visit> correctClock(Duration by, String trust, Instant now);

    /// The short code by which staff find this unknown card: 4 characters that cannot be mistaken
    /// for each other, the same for the same card while it waits.
    String waitingCode(CardDigest unknown, String reader, Instant now);
  }
}
