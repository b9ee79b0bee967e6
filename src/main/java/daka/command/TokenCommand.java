package daka.command;

import daka.store.audit.Asker;
import daka.store.file.Database;
import daka.store.file.StoreException;
import daka.store.register.TokenName;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `token`: makes, lists and revokes the tokens of the API, also while the kiosk runs.
public final class TokenCommand {
  private static final InstantSource CLOCK = InstantSource.system();

  private TokenCommand() {}

  public static int run(Options options) {
    Path data = options.path("data");
    if (!Files.exists(data.resolve(Database.FILE))) {
      System.err.println(
          "there is no store in "
              + data
              + ": name the data folder of the config, or start the kiosk once");
      return Exit.FAILED;
    }
    try (Database database = Database.open(data)) {
      Tokens tokens = new Tokens(database);
      return Asker.command("token", CLOCK).call(() -> run(tokens, options));
    } catch (StoreException e) {
      System.err.println(e.getMessage());
      return Exit.FAILED;
    }
  }

  private static int run(Tokens tokens, Options options) {
    if (options.has("list")) {
      return list(tokens);
    }
    String revoked = options.find("revoke");
    return revoked == null ? make(tokens, options) : revoke(tokens, revoked);
  }

  private static int list(Tokens tokens) {
    Instant now = CLOCK.instant();
    for (Tokens.Token token : tokens.list()) {
      System.out.printf(
          "%s\t%s\t%s\t%s\t%s\t%s%n",
          TokenName.shown(token.name()),
          token.role().wireName(),
          token.created(),
          expires(token, now),
          token.used() == null ? "not used yet" : "last used " + token.used(),
          token.account() == null ? "nobody's" : "of the account " + token.account());
    }
    return Exit.DONE;
  }

  private static String expires(Tokens.Token token, Instant now) {
    if (token.expires() == null) {
      return "never expires";
    }
    return (token.isExpired(now) ? "expired " : "expires ") + token.expires();
  }

  /// A name that cannot be typed is taken as the list shows it.
  private static int revoke(Tokens tokens, String name) {
    for (Tokens.Token token : tokens.list()) {
      if (token.name().equals(name) || TokenName.shown(token.name()).equals(name)) {
        tokens.revoke(token.name());
        return Exit.DONE;
      }
    }
    System.err.println("there is no token named " + TokenName.shown(name) + ": see token --list");
    return Exit.FAILED;
  }

  private static int make(Tokens tokens, Options options) {
    String role = options.need("role");
    String name = options.need("name");
    TokenRole known =
        TokenRole.ofWireName(role)
            .orElseThrow(
                () -> new UsageException("--role is auditor, staff or admin, not " + role));
    TokenName.fault(name)
        .ifPresent(
            fault -> {
              throw new UsageException(
                  "--name "
                      + fault
                      + ": take one line that can be read in a list, such as \"office\"");
            });
    Instant now = CLOCK.instant();
    String span = options.find("expires");
    @Nullable Instant end = span == null ? null : TokenSpan.end(span, now, ZoneId.systemDefault());
    Optional<String> token = tokens.issue(name, known, now, end);
    if (token.isEmpty()) {
      System.err.println(
          "there is already a token named " + name + ": take another name, or revoke it first");
      return Exit.FAILED;
    }
    System.out.println(token.get());
    if (end != null) {
      System.err.println("it expires " + end);
    }
    return Exit.DONE;
  }
}
