package daka.checkin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What the people at the screen can still do about the answers they were given, for [Rules#OFFER].
/// Kept in memory: after a restart the answer is no longer on the screen either. Not safe for
/// several threads.
final class Offers {

  /// The step an undo takes back.
  sealed interface Step {
    record Arrival() implements Step {}

    record Departure() implements Step {}

    /// @param closed the visit as closing time had ended it
    /// @param room where it is registered if the person was coming in
    /// @param evidence how the person was identified by the tap
    record AfterClosing(Visit closed, String room, Evidence evidence) implements Step {}

    /// @param left the visit that ended when this one began
    record Move(long left) implements Step {}

    record Correction(String fromRoom) implements Step {}

    /// Nothing was written.
    record None() implements Step {}
  }

  /// Somebody who may come in elsewhere.
  ///
  /// @param evidence how the person was identified
  record Refused(long resident, Evidence evidence) {}

  /// @param visit the visit the answer was about, or null for a refusal
  /// @param refused who was refused, or null
  /// @param who whose card it is, or null for guests
  record Offer(
      long id,
      @Nullable Long visit,
      @Nullable Refused refused,
      @Nullable MaskedHolder who,
      Step step,
      long madeAtNanos) {}

  private final Map<Long, Offer> offers = new LinkedHashMap<>();
  private final Map<Long, Offer> byVisit = new HashMap<>();
  private final Deque<Runnable> takeBack = new ArrayDeque<>();
  private final LongSupplier nanos;
  private long last;

  Offers(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Begins to note the changes that [#takeBack] takes back.
  void begin() {
    takeBack.clear();
    dropOld();
  }

  /// Takes back what was changed since [#begin], because what it was about was not recorded.
  void takeBack() {
    while (!takeBack.isEmpty()) {
      takeBack.pop().run();
    }
  }

  /// Makes an offer about a visit, in place of any earlier one about the same visit.
  long about(Visit visit, @Nullable MaskedHolder who, Step step) {
    Offer earlier = byVisit.get(visit.id());
    if (earlier != null) {
      drop(earlier);
    }
    return add(new Offer(++last, visit.id(), null, who, step, nanos.getAsLong()));
  }

  /// Offers a resident who was refused to choose another room.
  long toChooseAnotherRoom(Refused refused, MaskedHolder who) {
    return add(new Offer(++last, null, refused, who, new Step.None(), nanos.getAsLong()));
  }

  private long add(Offer offer) {
    put(offer);
    takeBack.push(() -> remove(offer));
    return offer.id();
  }

  /// The offer, or null if it was never made, is used up, or too old.
  @Nullable Offer find(long id) {
    Offer offer = offers.get(id);
    return offer == null || isOld(offer) ? null : offer;
  }

  /// The id of the offer about this visit, or 0 if there is none.
  long findByVisit(long visit) {
    Offer offer = byVisit.get(visit);
    return offer == null || isOld(offer) ? 0 : offer.id();
  }

  void drop(Offer offer) {
    remove(offer);
    takeBack.push(() -> put(offer));
  }

  private void put(Offer offer) {
    offers.put(offer.id(), offer);
    if (offer.visit() != null) {
      byVisit.put(offer.visit(), offer);
    }
  }

  private void remove(Offer offer) {
    offers.remove(offer.id());
    if (offer.visit() != null) {
      byVisit.remove(offer.visit());
    }
  }

  private void dropOld() {
    while (!offers.isEmpty()) {
      Offer first = offers.values().iterator().next();
      if (!isOld(first)) {
        return;
      }
      remove(first);
    }
  }

  private boolean isOld(Offer offer) {
    return nanos.getAsLong() - offer.madeAtNanos() >= Rules.OFFER.toNanos();
  }
}
