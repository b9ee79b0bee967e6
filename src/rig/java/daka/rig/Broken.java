package daka.rig;

import daka.upstream.Receiver;
import java.nio.file.Path;
import java.util.List;

/// What is broken on purpose, for the checker to be proven. Each breaks one promise and no other,
/// and shows it only when a fault strikes. A store that forgets to sync is not among them: only a
/// power cut shows that; see [PowerCuts#FORGETS_TO_SYNC].
public enum Broken {
  /// See [AnswersTooEarly].
  ANSWERS_TOO_EARLY("the answer before the commit", "lost", FaultKind.KILLED) {
    @Override
    public List<String> found(Findings findings) {
      return findings.lost();
    }
  },
  /// See [MovesTheCursorTooEarly].
  MOVES_THE_CURSOR_TOO_EARLY(
      "the cursor before the acknowledgement", "not forwarded", FaultKind.KILLED_UNSTORED) {
    @Override
    public List<String> found(Findings findings) {
      return findings.unforwarded();
    }
  },
  /// See [MakesIdsAnew].
  MAKES_IDS_ANEW("a new id each time it is sent", "doubled", FaultKind.KILLED_IN_SEND) {
    @Override
    public List<String> found(Findings findings) {
      return findings.doubledUpstream();
    }
  },
  /// The kiosk is well, and the receiver does not look whether it has an event already.
  RECEIVER_WITHOUT_KEY("the receiver's unique key is gone", "doubled", FaultKind.KILLED_IN_SEND) {
    @Override
    public List<String> found(Findings findings) {
      return findings.doubledUpstream();
    }
  };

  private static final int ROUNDS = 3;
  private static final int TAPS = 20;

  private final String words;
  private final String betrayedBy;
  private final FaultKind fault;

  Broken(String words, String betrayedBy, FaultKind fault) {
    this.words = words;
    this.betrayedBy = betrayedBy;
    this.fault = fault;
  }

  /// What is wrong, in a few words.
  String words() {
    return words;
  }

  /// What becomes of events or taps.
  String betrayedBy() {
    return betrayedBy;
  }

  /// What betrays it; must not be empty.
  public abstract List<String> found(Findings findings);

  /// Three rounds of the fault that shows it.
  public Findings run(long seed, Path folder) throws Exception {
    boolean kiosk = this != RECEIVER_WITHOUT_KEY;
    Launch launch = kiosk ? Launch.of("daka.BrokenMain", name()) : Launch.PLAIN;
    try (Receiver receiver = new Receiver()) {
      if (!kiosk) {
        receiver.keepEverything();
      }
      try (Rig rig = new Rig(launch, ROUNDS * TAPS, TAPS, seed, folder, receiver, false)) {
        return rig.run(ROUNDS, List.of(fault));
      }
    }
  }
}
