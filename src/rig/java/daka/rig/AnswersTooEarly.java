package daka.rig;

import daka.checkin.Ledger;
import daka.checkin.NotRecordedException;
import daka.checkin.RoomSpace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// The bug that the desk must not have: gives the answer while the transaction is still open, and
/// commits a little later, which is long beside what a kill takes. Nothing shows it, unless the
/// kiosk dies in between.
public final class AnswersTooEarly implements Ledger {
  private static final Duration UNTIL_COMMIT = Duration.ofMillis(400);

  private final ExecutorService later =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("commits-later").daemon().factory());
  private final Ledger ledger;

  public AnswersTooEarly(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public <T> T record(Function<Transaction, T> work) throws NotRecordedException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    later.execute(() -> commitLater(work, answer));
    try {
      return answer.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new NotRecordedException("the work failed", e);
    }
  }

  private <T> void commitLater(Function<Transaction, T> work, CompletableFuture<T> answer) {
    try {
      ledger.record(
          transaction -> {
            T result = work.apply(transaction);
            answer.complete(result);
            LockSupport.parkNanos(UNTIL_COMMIT.toNanos());
            return result;
          });
    } catch (NotRecordedException | RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  @Override
  public List<RoomSpace> rooms() {
    return ledger.rooms();
  }
}
