package daka;

import daka.rig.Site;
import daka.rig.pi.Plug;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Somebody who plugs a reader in, has a card read, and pulls it out while it reads the next, again
/// and again.
///
/// @param reader its id in the config
/// @param plug where it is held
/// @param times how often it is plugged in
/// @param first the resident whose card is read first; each time has one of its own, and a second
///   one, [#times] further, that is read in part
record PullingOut(
    Door door, JournalFollower journal, String reader, Plug plug, int times, int first)
    implements Callable<PullingOut> {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Override
  public PullingOut call() throws Exception {
    for (int time = 0; time < times; time++) {
      once(time);
    }
    return this;
  }

  private void once(int time) throws Exception {
    int before = journal.of(reader).size();
    try (Plug.Plugged plugged = plug.in()) {
      awaitState("ok");
      plugged.scan(Site.card(first + time));
      Await.that(
          PATIENCE,
          () -> journal.of(reader).size() > before,
          () -> reader + ": no entry of the card that was read the " + time + ". time");
      plugged.begin(Site.card(first + times + time), (time % times + 1.0) / times);
    }
    awaitState("failed");
  }

  private void awaitState(String state) throws Exception {
    Await.that(
        PATIENCE,
        () -> door.part("reader " + reader).path("state").asText().equals(state),
        () -> reader + ": not " + state);
  }
}
