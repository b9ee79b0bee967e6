package daka.store.rescue;

import daka.event.Contradiction;
import daka.health.Progress;
import daka.store.file.HeadMark;
import daka.store.proof.Verify;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// Mends the visits by a journal of which some entries are taken on trust, and gives up those that
/// cannot be true.
///
/// The first entry after a gap has lost what its hash would be proven by. If entries contradict
/// each other or the rows, it is such a one that was changed: the nearest one before, whose absence
/// lets the proof go on. An entry is never given up in vain.
final class Reconciliation {
  private final Connection fresh;
  private final long end;
  private boolean mended;

  /// @param end the number that new entries go on from
  Reconciliation(Connection fresh, long end) {
    this.fresh = fresh;
    this.end = end;
  }

  /// @param unproven the entries that are taken on trust; those that are given up are removed
  /// @return how many were given up
  int run(NavigableSet<Long> unproven) throws SQLException {
    int before = unproven.size();
    Savepoint unmended = fresh.setSavepoint();
    Contradiction wrong = mend();
    while (wrong != null) {
      Attempt better = withoutOneOf(unproven, wrong, unmended);
      if (better == null) {
        fresh.rollback(unmended);
        mend();
        break;
      }
      unproven.remove(better.givenUp());
      unmended = better.unmended();
      wrong = better.wrong();
    }
    return before - unproven.size();
  }

  private @Nullable Contradiction mend() throws SQLException {
    new SalvagedVisits(fresh).mend(end);
    if (!mended) {
      mended = true;
      Progress.nextStage("proving what was saved");
    }
    try {
      Verify.proven(fresh, HeadMark.Found.NONE);
      return null;
    } catch (Contradiction e) {
      return e;
    }
  }

  /// @param unmended the state without that entry
  /// @param wrong what is wrong then, further on, or null if all is proven
  private record Attempt(long givenUp, Savepoint unmended, @Nullable Contradiction wrong) {}

  private @Nullable Attempt withoutOneOf(
      NavigableSet<Long> unproven, Contradiction wrong, Savepoint unmended) throws SQLException {
    for (long entry : unproven.headSet(wrong.entry(), true).descendingSet()) {
      fresh.rollback(unmended);
      SalvagedJournal.remove(fresh, entry);
      Savepoint without = fresh.setSavepoint();
      Contradiction then = mend();
      if (then == null || then.entry() > wrong.entry()) {
        return new Attempt(entry, without, then);
      }
    }
    return null;
  }
}
