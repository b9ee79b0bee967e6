package daka.rig;

import daka.upstream.Receiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is broken on purpose, for the checker to be proven. Each breaks one promise and no other,
/// and shows it only when a fault strikes. A store that forgets to sync is not among them: only a
/// power cut shows that; see [PowerCuts#FORGETS_TO_SYNC].
public enum Broken {
  /// See [AnswersTooEarly].
  ANSWERS_TOO_EARLY("the answer before the commit", "lost", FaultKind.KILLED, 3) {
    @Override
    public List<String> found(Findings findings) {
      return findings.lost();
    }
  },
  /// See [MovesTheCursorTooEarly].
  MOVES_THE_CURSOR_TOO_EARLY(
      "the cursor before the acknowledgement", "not forwarded", FaultKind.KILLED_UNSTORED, 20) {
    @Override
    public List<String> found(Findings findings) {
      return findings.by(Route.HTTP).missing();
    }
  },
  /// The same of the kiosk's other cursor.
  MOVES_THE_CURSOR_BEFORE_THE_BROKER(
      "the cursor before the broker's acknowledgement",
      "not forwarded",
      FaultKind.KILLED_UNPUBLISHED,
      20) {
    @Override
    public List<String> found(Findings findings) {
      return findings.by(Route.MQTT).missing();
    }
  },
  /// See [MakesIdsAnew].
  MAKES_IDS_ANEW("a new id each time it is sent", "doubled", FaultKind.KILLED_IN_SEND, 20) {
    @Override
    public List<String> found(Findings findings) {
      return findings.by(Route.HTTP).doubled();
    }
  },
  /// The kiosk is well, and the receiver does not look whether it has an event already.
  RECEIVER_WITHOUT_KEY(
      "the receiver's unique key is gone", "doubled", FaultKind.KILLED_IN_SEND, 20) {
    @Override
    public List<String> found(Findings findings) {
      return findings.by(Route.HTTP).doubled();
    }
  };

  private final String words;
  private final String betrayedBy;
  private final FaultKind fault;
  private final int share;

  /// @param fault shows it for certain in one round
  /// @param share how many people come in each life; few where an answer takes its time
  Broken(String words, String betrayedBy, FaultKind fault, int share) {
    this.words = words;
    this.betrayedBy = betrayedBy;
    this.fault = fault;
    this.share = share;
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

  /// Why it cannot be shown here, if it cannot.
  public Optional<String> cannot() throws InterruptedException {
    return fault.cannot(false);
  }

  /// A round of the fault that shows it, on a line that is well: what the town has got in bad
  /// weather without an answer, a kiosk that is broken cannot lose.
  public Findings run(long seed, Path folder) throws Exception {
    boolean kiosk = this != RECEIVER_WITHOUT_KEY;
    Launch launch = kiosk ? Launch.of("daka.BrokenMain", name()) : Launch.PLAIN;
    try (Receiver receiver = new Receiver();
        Town town = town(receiver, seed + 1, folder);
        Rig rig = new Rig(launch, 2 * share, share, seed, folder, town, false)) {
      if (!kiosk) {
        receiver.keepEverything();
      }
      return rig.inFineWeather().run(1, List.of(fault));
    }
  }

  private Town town(Receiver receiver, long seed, Path folder) throws Exception {
    return this == MOVES_THE_CURSOR_BEFORE_THE_BROKER
        ? Town.byHttpAndMqtt(receiver, folder.resolve("broker"), seed)
        : Town.byHttp(receiver, seed);
  }
}
