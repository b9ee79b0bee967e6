package daka.bench;

import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.web.api.LoopbackApi;
import java.nio.file.Path;

/// The program that [ExportBench] measures: the API over the database in a folder, on loopback.
/// Prints the port and a token, and stops when its input ends.
final class ExportServer {
  private ExportServer() {}

  static void main(String[] args) throws Exception {
    try (OpenStore store = new OpenStore(Path.of(args[0]));
        LoopbackApi server = new LoopbackApi(store)) {
      Database database = store.database;
      String name = "bench-" + System.nanoTime();
      String token = new Tokens(database).issue(name, TokenRole.AUDITOR, store.now()).orElseThrow();
      System.out.println(server.port() + " " + token);
      while (System.in.read() >= 0) {
        // What is sent means nothing.
      }
    }
  }
}
