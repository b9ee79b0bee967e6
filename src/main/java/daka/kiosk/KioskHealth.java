package daka.kiosk;

import daka.health.Part;
import daka.host.Condition;
import daka.host.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// How every part of the kiosk is. Safe for use by several threads.
final class KioskHealth implements Supplier<List<Part>> {
  private final List<Supplier<Part>> parts = new CopyOnWriteArrayList<>();
  private final Machine machine;

  KioskHealth(Machine machine, LastRun lastRun) {
    this.machine = machine;
    if (!lastRun.endedWell()) {
      add(lastRun::health);
    }
  }

  /// Asks this part too from now on.
  void add(Supplier<Part> part) {
    parts.add(part);
  }

  @Override
  public List<Part> get() {
    List<Part> all = new ArrayList<>();
    parts.forEach(part -> all.add(part.get()));
    machine.conditions().forEach(condition -> all.add(part(condition)));
    return all;
  }

  private static Part part(Condition condition) {
    Part.State state =
        switch (condition.level()) {
          case OK -> Part.State.OK;
          case WARNING -> Part.State.WARNING;
          case FAILED -> Part.State.FAILED;
        };
    return new Part(condition.name(), state, condition.detail(), condition.cure());
  }
}
