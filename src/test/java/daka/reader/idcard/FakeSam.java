package daka.reader.idcard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.Waiting;
import daka.reader.Heard;
import daka.reader.serial.Pty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A security module at the other end of a cable: it answers commands by the bytes that real ones
/// answer, for whatever card lies on it.
final class FakeSam implements AutoCloseable {
  private static final int FIND = 0x2001;
  private static final int SELECT = 0x2002;
  private static final int READ = 0x3001;

  private final Pty cable;
  private final boolean halts;
  private final Thread thread;
  final AtomicInteger looks = new AtomicInteger();
  final AtomicInteger reads = new AtomicInteger();
  private volatile byte @Nullable [] card;
  private volatile boolean halted;
  private volatile UnaryOperator<byte[]> spoiler = UnaryOperator.identity();
  private volatile IntFunction<byte @Nullable []> answers = this::answer;

  /// @param halts whether a card that was read is not found again until it was taken away
  FakeSam(Pty cable, boolean halts) {
    this.cable = cable;
    this.halts = halts;
    this.thread = Thread.ofPlatform().daemon().name("fake SAM").start(this::run);
  }

  private void run() {
    try (InputStream told = cable.told()) {
      int tail = 0;
      int length = 0;
      for (int next = told.read(); next >= 0; next = told.read()) {
        length++;
        tail = tail << 8 | next;
        if (length == 10) {
          byte[] answer = answers.apply(tail >> 8 & 0xffff);
          if (answer != null) {
            cable.send(answer);
          }
          length = 0;
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // The cable was pulled out.
    }
  }

  private byte @Nullable [] answer(int command) {
    byte[] laid = card;
    return switch (command) {
      case FIND -> {
        looks.incrementAndGet();
        yield laid == null || halted
            ? IdCards.answer(0x80)
            : IdCards.answer(0x9F, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
      }
      case SELECT -> laid == null ? IdCards.answer(0x81) : IdCards.answer(0x90, new byte[8]);
      case READ -> {
        reads.incrementAndGet();
        byte[] answer = spoiler.apply(laid == null ? IdCards.answer(0x41) : IdCards.answer(laid));
        spoiler = UnaryOperator.identity();
        halted = halts && answer.length == 1_295;
        yield answer;
      }
      default -> IdCards.answer(0x21);
    };
  }

  /// Lays a card on it.
  void lay(byte[] text) {
    halted = false;
    card = text;
  }

  void takeAway() {
    card = null;
  }

  /// Takes the card away, and waits until that was seen.
  void lift() {
    takeAway();
    awaitLooks(2);
  }

  /// Waits for so many further looks for a card.
  void awaitLooks(int more) {
    int enough = looks.get() + more;
    Heard.await("another look", () -> looks.get() >= enough);
  }

  /// Changes the next answer to a command to read.
  void spoil(UnaryOperator<byte[]> change) {
    spoiler = change;
  }

  /// Answers every command so, until [#behave()].
  void answer(IntFunction<byte @Nullable []> always) {
    answers = always;
  }

  void behave() {
    answers = this::answer;
  }

  @Override
  public void close() {
    cable.close();
    try {
      assertTrue(thread.join(Waiting.PATIENCE), "the fake does not end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
