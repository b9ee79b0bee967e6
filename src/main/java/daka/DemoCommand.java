package daka;

import daka.checkin.Centre;
import daka.checkin.Fingerprints;
import daka.checkin.NotRecordedException;
import daka.config.Config;
import daka.demo.DemoPage;
import daka.demo.SampleCentre;
import daka.store.Cards;
import daka.store.Database;
import daka.store.Residents;
import daka.store.SqliteLedger;
import daka.store.TokenRole;
import daka.store.Tokens;
import daka.web.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// `demo [--port N] [--data DIR]`: a kiosk like any other, with sample residents, a reader of kind
/// `http` and a page to tap with.
final class DemoCommand {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String TOKEN = "demo";

  private DemoCommand() {}

  static int run(Options options) {
    String port = options.find("port") == null ? "8080" : options.need("port");
    Path data = Path.of(options.find("data") == null ? "daka-demo" : options.need("data"));
    try {
      Path file = configFile(data.toAbsolutePath(), port);
      return switch (Config.read(file)) {
        case Config.Valid(Config config) -> RunCommand.run(config, new Sample(port));
        case Config.Invalid(var problems) -> {
          problems.forEach(problem -> System.err.println(problem));
          yield Main.WRONG_USAGE;
        }
      };
    } catch (IOException e) {
      System.err.println("writing the demo's config to " + data + ": " + e.getMessage());
      return Main.FAILED;
    }
  }

  private static Path configFile(Path data, String port) throws IOException {
    Files.createDirectories(data);
    String config =
        """
        # The demo's config, written anew at each start.
        [centre]
        id = "yimin"
        name = "益民社区邻里中心"
        hours = "08:30-21:00"

        [kiosk]
        id = "demo"
        room = "hall"
        data = "."
        listen = "127.0.0.1:%s"

        [[reader]]
        id = "demo"
        kind = "http"
        """
            .formatted(port);
    return Files.writeString(data.resolve("daka.toml"), config, StandardCharsets.UTF_8);
  }

  private static final class Sample implements Wiring {
    private final SampleCentre sample = new SampleCentre();
    private final String port;

    private Sample(String port) {
      this.port = port;
    }

    @Override
    public void prepare(
        Database database, SqliteLedger ledger, Fingerprints fingerprints, Centre centre)
        throws NotRecordedException {
      Residents residents = new Residents(database, fingerprints, CLOCK);
      sample.fill(residents, ledger, fingerprints, centre, CLOCK.instant());
      String pin = sample.givePin(residents, new Cards(database, fingerprints, CLOCK));
      Tokens tokens = new Tokens(database);
      tokens.revoke(TOKEN);
      tokens
          .issue(TOKEN, TokenRole.ADMIN, CLOCK.instant())
          .ifPresent(token -> welcome(token, pin == null ? "of nobody" : pin));
    }

    private void welcome(String token, String pin) {
      System.out.printf(
          """
          A sample centre, %d people, their visits of the last three weeks. Open

            http://127.0.0.1:%2$s/demo    their cards: tap for anybody
            http://127.0.0.1:%2$s/        the residents' screen
            http://127.0.0.1:%2$s/board   the staff's board; a staff card or the PIN %4$s unlocks it

          and pull the visit log as an administrator would:

            curl -H 'Authorization: Bearer %3$s' http://127.0.0.1:%2$s/api/v1/visits.csv

          Ctrl-C stops it.
          """,
          SampleCentre.PEOPLE, port, token, pin);
    }

    @Override
    public List<Resource> resources() {
      return List.of(new DemoPage(sample.cards()));
    }
  }
}
