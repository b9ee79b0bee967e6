package daka;

import daka.store.Database;
import daka.store.StoreException;
import daka.store.TokenRole;
import daka.store.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// `token`: makes, lists and revokes the tokens of the API, also while the kiosk runs.
final class TokenCommand {
  private TokenCommand() {}

  static int run(Options options) {
    Path data = options.path("data");
    if (!Files.exists(data.resolve(Database.FILE))) {
      System.err.println(
          "there is no store in "
              + data
              + ": name the data folder of the config, or start the kiosk once");
      return Main.FAILED;
    }
    try (Database database = Database.open(data)) {
      Tokens tokens = new Tokens(database);
      if (options.has("list")) {
        return list(tokens);
      }
      String revoked = options.find("revoke");
      return revoked == null ? make(tokens, options) : revoke(tokens, revoked);
    } catch (StoreException e) {
      System.err.println(e.getMessage());
      return Main.FAILED;
    }
  }

  private static int list(Tokens tokens) {
    for (Tokens.Token token : tokens.list()) {
      System.out.printf("%s\t%s\t%s%n", token.name(), token.role().wireName(), token.created());
    }
    return Main.DONE;
  }

  private static int revoke(Tokens tokens, String name) {
    if (tokens.revoke(name)) {
      return Main.DONE;
    }
    System.err.println("there is no token named " + name + ": see token --list");
    return Main.FAILED;
  }

  private static int make(Tokens tokens, Options options) {
    String role = options.need("role");
    String name = options.need("name");
    TokenRole known =
        TokenRole.ofWireName(role)
            .orElseThrow(
                () -> new UsageException("--role is auditor, staff or admin, not " + role));
    Optional<String> token = tokens.issue(name, known, InstantSource.system().instant());
    if (token.isEmpty()) {
      System.err.println(
          "there is already a token named " + name + ": take another name, or revoke it first");
      return Main.FAILED;
    }
    System.out.println(token.get());
    return Main.DONE;
  }
}
