package daka.command;

import daka.checkin.CardDigests;
import daka.checkin.Centre;
import daka.checkin.NotRecordedException;
import daka.config.Config;
import daka.demo.DemoPage;
import daka.demo.SampleAdministrator;
import daka.demo.SampleCentre;
import daka.kiosk.Wiring;
import daka.store.file.Database;
import daka.store.register.Cards;
import daka.store.register.Residents;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.store.visits.SqliteLedger;
import daka.web.http.Resource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `demo [--port N] [--data DIR] [--empty]`: a kiosk like any other, with sample residents, an
/// administrator, a reader of kind `http` and a page to tap with; or one that nobody has set up
/// yet.
public final class DemoCommand {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String TOKEN = "demo";
  private static final int LAST_PORT = 65_535;

  private DemoCommand() {}

  public static int run(Options options) {
    int port = port(options.find("port"));
    Path data = Path.of(options.find("data") == null ? "daka-demo" : options.need("data"));
    try {
      Path file = DemoConfig.in(data.toAbsolutePath(), port);
      return switch (Config.read(file)) {
        case Config.Valid(Config config) ->
            RunCommand.run(config, options.has("empty") ? new Empty(config) : new Sample(config));
        case Config.Invalid(var problems) -> {
          problems.forEach(problem -> System.err.println(problem));
          yield Exit.WRONG_USAGE;
        }
      };
    } catch (IOException e) {
      System.err.println("writing the demo's config to " + data + ": " + e.getMessage());
      return Exit.FAILED;
    }
  }

  private static int port(@Nullable String text) {
    if (text == null) {
      return 8080;
    }
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= LAST_PORT) {
      return Integer.parseInt(text);
    }
    throw new UsageException("--port " + text + " is no port: 0 to " + LAST_PORT + " are");
  }

  private static String address(InetSocketAddress listen) {
    return listen.getHostString() + ":" + listen.getPort();
  }

  /// The address of the office; with null, the config was edited and has none.
  private static String office(Config.@Nullable Lan lan) {
    return lan == null
        ? "the config has no [lan], so there is no office"
        : "https://" + address(lan.listen()) + "/";
  }

  private static final class Sample implements Wiring {
    private final SampleCentre sample = new SampleCentre();
    private final Config config;

    private Sample(Config config) {
      this.config = config;
    }

    @Override
    public void prepare(
        Database database, SqliteLedger ledger, CardDigests fingerprints, Centre centre)
        throws NotRecordedException {
      Residents residents = new Residents(database, fingerprints, CLOCK);
      sample.fill(residents, ledger, fingerprints, centre, CLOCK.instant());
      String pin = sample.givePin(residents, new Cards(database, fingerprints, CLOCK));
      String password =
          new SampleAdministrator(database, fingerprints).givePassword(CLOCK.instant());
      Tokens tokens = new Tokens(database);
      tokens.revoke(TOKEN);
      tokens
          .issue(TOKEN, TokenRole.ADMIN, CLOCK.instant())
          .ifPresent(token -> welcome(token, pin == null ? "of nobody" : pin, password));
    }

    private void welcome(String token, String pin, String password) {
      System.out.printf(
          """
          A sample centre, %d people, their visits of the last three weeks. Open

            http://%2$s/demo    their cards: tap for anybody
            http://%2$s/        the residents' screen
            http://%2$s/board   the staff's board; a staff card or the PIN %4$s unlocks it
            %5$s    the office; sign in as %6$s with the password %7$s
                                       (the browser warns, as it does not know the kiosk's certificate: go on)

          and pull the visit log as a program would:

            curl -H 'Authorization: Bearer %3$s' http://%2$s/api/v1/visits.csv

          Ctrl-C stops it.
          """,
          SampleCentre.PEOPLE,
          address(config.kiosk().listen()),
          token,
          pin,
          office(config.lan()),
          SampleAdministrator.NAME,
          password);
    }

    @Override
    public List<Resource> resources() {
      return List.of(new DemoPage(sample.cards()));
    }
  }

  /// A centre on its first day: nobody is registered, and the screen says how to get in.
  private record Empty(Config config) implements Wiring {
    @Override
    public void prepare(
        Database database, SqliteLedger ledger, CardDigests fingerprints, Centre centre) {
      System.out.printf(
          """
          A centre on its first day. Open

            http://%1$s/    the residents' screen, which says how to get into the office
            %2$s    the office (the browser warns, as it does not know the kiosk's certificate: go on)

          Ctrl-C stops it.
          """,
          address(config.kiosk().listen()), office(config.lan()));
    }
  }
}
