package daka.rig;

import daka.checkin.Ledger;
import daka.checkin.NotRecordedException;
import daka.checkin.RoomSpace;
import java.util.List;
import java.util.function.Function;

/// A ledger in which the power may go right before and right after a commit.
public record FusedLedger(Ledger ledger, Fuse fuse) implements Ledger {
  @Override
  public <T> T record(Function<Transaction, T> work) throws NotRecordedException {
    T result =
        ledger.record(
            transaction -> {
              T answer = work.apply(transaction);
              fuse.pass(Step.WRITTEN);
              return answer;
            });
    fuse.pass(Step.COMMITTED);
    return result;
  }

  @Override
  public List<RoomSpace> rooms() {
    return ledger.rooms();
  }
}
