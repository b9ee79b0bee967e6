package daka.rig;

import daka.rig.BrokerKilled.Blow;
import daka.upstream.Broker;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The kinds of faults, each of which makes one by a random number.
public enum FaultKind {
  KILLED("kill -9 soon after an answer") {
    @Override
    Fault draw(Random random, int share) {
      return new Killed(random.nextInt(share + 1), random.nextInt(5_000));
    }
  },
  KILLED_IN_START("kill -9 while it starts") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledInStart(random.nextDouble());
    }
  },
  KILLED_WRITTEN("kill -9 before the commit") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledAtStep(Route.HTTP, Step.WRITTEN, 2 + random.nextInt(share));
    }
  },
  KILLED_COMMITTED("kill -9 between commit and answer") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledAtStep(Route.HTTP, Step.COMMITTED, 2 + random.nextInt(share));
    }
  },
  KILLED_TO_SEND("kill -9 before a send") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledAtStep(Route.HTTP, Step.TO_SEND, 1 + random.nextInt(2));
    }
  },
  KILLED_IN_SEND("kill -9 when the town has it, unanswered") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledInSend(Route.HTTP, random.nextInt(share), true);
    }
  },
  KILLED_UNSTORED("kill -9 when a batch is sent, and nobody has it") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledInSend(Route.HTTP, random.nextInt(share), false);
    }
  },
  KILLED_ACKNOWLEDGED("kill -9 between acknowledgement and cursor") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledAtStep(Route.HTTP, Step.ACKNOWLEDGED, 1 + random.nextInt(2));
    }
  },
  KILLED_MOVED("kill -9 after the cursor was moved") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledAtStep(Route.HTTP, Step.MOVED, 1 + random.nextInt(2));
    }
  },
  KILLED_TO_PUBLISH("kill -9 before a publish") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledAtStep(Route.MQTT, Step.TO_SEND, 1 + random.nextInt(2));
    }

    @Override
    public Optional<String> cannot(boolean smallDisk) {
      return Broker.cannot();
    }
  },
  KILLED_UNPUBLISHED("kill -9 when a message is sent, and nobody has it") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledInSend(Route.MQTT, random.nextInt(share), false);
    }

    @Override
    public Optional<String> cannot(boolean smallDisk) {
      return Broker.cannot();
    }
  },
  KILLED_PUBLISHED("kill -9 between the broker's answer and cursor") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledAtStep(Route.MQTT, Step.ACKNOWLEDGED, 1 + random.nextInt(2));
    }

    @Override
    public Optional<String> cannot(boolean smallDisk) {
      return Broker.cannot();
    }
  },
  KILLED_MOVED_BY_MQTT("kill -9 after the cursor of MQTT was moved") {
    @Override
    Fault draw(Random random, int share) {
      return new KilledAtStep(Route.MQTT, Step.MOVED, 1);
    }

    @Override
    public Optional<String> cannot(boolean smallDisk) {
      return Broker.cannot();
    }
  },
  BROKER_KILLED("broker killed or standing still in mid-stream") {
    @Override
    Fault draw(Random random, int share) {
      Blow[] blows = Blow.values();
      return new BrokerKilled(
          blows[random.nextInt(blows.length)], random.nextInt(share), random.nextInt(1_000));
    }

    @Override
    public Optional<String> cannot(boolean smallDisk) {
      return Broker.cannot();
    }
  },
  KILLED_AT_CALL("kill -9 at a system call on the database") {
    @Override
    Fault draw(Random random, int share) {
      String call = CALLS.get(random.nextInt(CALLS.size()));
      return new KilledAtCall(call, 1 + random.nextInt(most(call)));
    }

    @Override
    public Optional<String> cannot(boolean smallDisk) throws InterruptedException {
      return SystemCalls.cannot();
    }
  },
  FAILING_CALLS("I/O errors (EIO, ENOSPC) on the database") {
    @Override
    Fault draw(Random random, int share) {
      String call = CALLS.get(random.nextInt(2));
      String error = call.equals("fsync") || random.nextBoolean() ? "EIO" : "ENOSPC";
      return new FailingCalls(call, error, 1 + random.nextInt(most(call)), 1 + random.nextInt(20));
    }

    @Override
    public Optional<String> cannot(boolean smallDisk) throws InterruptedException {
      return SystemCalls.cannot();
    }
  },
  FAILING_SYNCS("syncs of the log fail, then kill -9") {
    @Override
    Fault draw(Random random, int share) {
      return new FailingSyncs(random.nextInt(share), 1 + random.nextInt(share / 2));
    }

    @Override
    public Optional<String> cannot(boolean smallDisk) throws InterruptedException {
      return SystemCalls.cannot();
    }
  },
  FULL_DISK("disk full for a while") {
    @Override
    Fault draw(Random random, int share) {
      return new FullDisk(random.nextInt(share), 1 + random.nextInt(share));
    }

    @Override
    public Optional<String> cannot(boolean smallDisk) {
      return smallDisk
          ? Optional.empty()
          : Optional.of("a small disk cannot be mounted here: run as root");
    }
  },
  CLOCK_STEP("clock set by up to ten years") {
    @Override
    Fault draw(Random random, int share) {
      return new ClockStep(random.nextInt(-3_650, 3_651));
    }

    @Override
    public Optional<String> cannot(boolean smallDisk) {
      return ClockStep.cannot();
    }
  },
  BAD_WEATHER("line and town at their worst") {
    @Override
    Fault draw(Random random, int share) {
      return new BadWeather(50 + random.nextInt(50));
    }
  };

  private static final List<String> CALLS = List.of("fsync", "pwrite64", "fcntl", "openat");

  private final String words;

  FaultKind(String words) {
    this.words = words;
  }

  /// What it is, in a few words.
  String words() {
    return words;
  }

  /// @param share how many people come in one life of the kiosk
  abstract Fault draw(Random random, int share);

  /// Why it cannot be done here, if it cannot.
  public Optional<String> cannot(boolean smallDisk) throws InterruptedException {
    return Optional.empty();
  }

  /// How many of these calls each thread makes in one life, about.
  private static int most(String call) {
    return switch (call) {
      case "openat" -> 6;
      case "fsync" -> 6;
      default -> 16;
    };
  }
}
