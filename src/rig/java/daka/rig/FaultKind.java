package daka.rig;

import daka.rig.BrokerKilled.Blow;
import daka.upstream.Broker;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The kinds of faults, each of which makes one by a random number.
public enum FaultKind {
  KILLED("kill -9 soon after an answer", Need.NOTHING),
  KILLED_IN_START("kill -9 while it starts", Need.NOTHING),
  KILLED_WRITTEN("kill -9 before the commit", Need.NOTHING),
  KILLED_COMMITTED("kill -9 between commit and answer", Need.NOTHING),
  KILLED_TO_SEND("kill -9 before a send", Need.NOTHING),
  KILLED_IN_SEND("kill -9 when the town has it, unanswered", Need.NOTHING),
  KILLED_UNSTORED("kill -9 when a batch is sent, and nobody has it", Need.NOTHING),
  KILLED_ACKNOWLEDGED("kill -9 between acknowledgement and cursor", Need.NOTHING),
  KILLED_MOVED("kill -9 after the cursor was moved", Need.NOTHING),
  KILLED_TO_PUBLISH("kill -9 before a publish", Need.BROKER),
  KILLED_UNPUBLISHED("kill -9 when a message is sent, and nobody has it", Need.BROKER),
  KILLED_PUBLISHED("kill -9 between the broker's answer and cursor", Need.BROKER),
  KILLED_MOVED_BY_MQTT("kill -9 after the cursor of MQTT was moved", Need.BROKER),
  BROKER_KILLED("broker killed or standing still in mid-stream", Need.BROKER),
  KILLED_AT_CALL("kill -9 at a system call on the database", Need.STRACE),
  FAILING_CALLS("I/O errors (EIO, ENOSPC) on the database", Need.STRACE),
  FAILING_SYNCS("syncs of the log fail, then kill -9", Need.STRACE),
  FULL_DISK("disk full for a while", Need.SMALL_DISK),
  CLOCK_STEP("clock set by up to ten years", Need.FAKETIME),
  BAD_WEATHER("line and town at their worst", Need.NOTHING);

  /// What a machine may lack.
  private enum Need {
    NOTHING,
    STRACE,
    SMALL_DISK,
    FAKETIME,
    BROKER
  }

  private static final List<String> CALLS = List.of("fsync", "pwrite64", "fcntl", "openat");

  private final String words;
  private final Need need;

  FaultKind(String words, Need need) {
    this.words = words;
    this.need = need;
  }

  /// What it is, in a few words.
  String words() {
    return words;
  }

  /// @param share how many people come in one life of the kiosk
  Fault draw(Random random, int share) {
    return switch (this) {
      case KILLED -> new Killed(1 + random.nextInt(share), random.nextInt(5_000));
      case KILLED_IN_START -> new KilledInStart(random.nextDouble());
      case KILLED_WRITTEN -> new KilledAtStep(Route.HTTP, Step.WRITTEN, 2 + random.nextInt(share));
      case KILLED_COMMITTED ->
          new KilledAtStep(Route.HTTP, Step.COMMITTED, 2 + random.nextInt(share));
      case KILLED_TO_SEND -> new KilledAtStep(Route.HTTP, Step.TO_SEND, 1 + random.nextInt(2));
      case KILLED_IN_SEND -> new KilledInSend(Route.HTTP, random.nextInt(share), true);
      case KILLED_UNSTORED -> new KilledInSend(Route.HTTP, random.nextInt(share), false);
      case KILLED_ACKNOWLEDGED ->
          new KilledAtStep(Route.HTTP, Step.ACKNOWLEDGED, 1 + random.nextInt(2));
      case KILLED_MOVED -> new KilledAtStep(Route.HTTP, Step.MOVED, 1 + random.nextInt(2));
      case KILLED_TO_PUBLISH -> new KilledAtStep(Route.MQTT, Step.TO_SEND, 1 + random.nextInt(2));
      case KILLED_UNPUBLISHED -> new KilledInSend(Route.MQTT, random.nextInt(share), false);
      case KILLED_PUBLISHED ->
          new KilledAtStep(Route.MQTT, Step.ACKNOWLEDGED, 1 + random.nextInt(2));
      case KILLED_MOVED_BY_MQTT -> new KilledAtStep(Route.MQTT, Step.MOVED, 1);
      case BROKER_KILLED -> brokerKilled(random, share);
      case KILLED_AT_CALL -> killedAtCall(random);
      case FAILING_CALLS -> failingCalls(random);
      case FAILING_SYNCS -> new FailingSyncs(random.nextInt(share), 1 + random.nextInt(share / 2));
      case FULL_DISK -> new FullDisk(random.nextInt(share), 1 + random.nextInt(share));
      case CLOCK_STEP -> new ClockStep(random.nextInt(-3_650, 3_651));
      case BAD_WEATHER -> new BadWeather(50 + random.nextInt(50));
    };
  }

  private static Fault brokerKilled(Random random, int share) {
    Blow[] blows = Blow.values();
    return new BrokerKilled(
        blows[random.nextInt(blows.length)], random.nextInt(share), random.nextInt(1_000));
  }

  private static Fault killedAtCall(Random random) {
    String call = CALLS.get(random.nextInt(CALLS.size()));
    return new KilledAtCall(call, 1 + random.nextInt(most(call)));
  }

  private static Fault failingCalls(Random random) {
    String call = CALLS.get(random.nextInt(2));
    String error = call.equals("fsync") || random.nextBoolean() ? "EIO" : "ENOSPC";
    return new FailingCalls(call, error, 1 + random.nextInt(most(call)), 1 + random.nextInt(20));
  }

  /// How many of these calls each thread makes in one life, about.
  private static int most(String call) {
    return switch (call) {
      case "openat" -> 6;
      case "fsync" -> 6;
      default -> 16;
    };
  }

  /// Why it cannot be done here, if it cannot.
  public Optional<String> cannot(boolean smallDisk) throws InterruptedException {
    return switch (need) {
      case NOTHING -> Optional.empty();
      case STRACE -> SystemCalls.cannot();
      case SMALL_DISK ->
          smallDisk
              ? Optional.empty()
              : Optional.of("a small disk cannot be mounted here: run as root");
      case FAKETIME -> ClockStep.cannot();
      case BROKER -> Broker.cannot();
    };
  }
}
