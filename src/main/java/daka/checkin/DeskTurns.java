package daka.checkin;

import daka.checkin.Ledger.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Begins turns at the desk, each with the facts as they are at that moment.
final class DeskTurns {
  private final Centre centre;
  private final InstantSource clock;
  private final Offers offers;

  DeskTurns(Centre centre, InstantSource clock, Offers offers) {
    this.centre = centre;
    this.clock = clock;
    this.offers = offers;
  }

  /// @param holder who is at the desk, or null if it is nobody in particular
  /// @param room where the turn takes place, or null if that makes no difference
  DeskTurn begin(Transaction transaction, @Nullable CardHolder holder, @Nullable String room) {
    Instant now = now();
    Facts facts =
        new Facts(
            now,
            centre.hours().day(now),
            centre.hours().openingDay(now),
            holder,
            holder == null ? null : closed(transaction, holder, now),
            room,
            centre.kioskRoom(),
            transaction.rooms(),
            centre.capacity());
    return new DeskTurn(transaction, facts, offers, centre.hours());
  }

  /// The same, for nobody in particular and at no reader.
  DeskTurn begin(Transaction transaction) {
    return begin(transaction, null, null);
  }

  /// The visit that closing time ended and that a tap of the holder ends now, or null. It is looked
  /// for only in the while after a closing time.
  private @Nullable Visit closed(Transaction transaction, CardHolder holder, Instant now) {
    if (holder.inside() != null
        || now.minus(centre.afterClosing()).isAfter(centre.hours().lastEnd(now))) {
      return null;
    }
    Visit last = transaction.lastVisit(holder.visitor().resident());
    return last != null && Rules.isAfterClosing(last, now, centre.hours(), centre.afterClosing())
        ? last
        : null;
  }

  /// The time, in whole milliseconds.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
