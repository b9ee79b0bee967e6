package daka;

import daka.store.rescue.GrownSchema;

/// Runs a kiosk of a later version, whose schema has grown: `GrownMain run --config FILE`.
final class GrownMain {
  private GrownMain() {}

  public static void main(String[] args) throws Exception {
    GrownSchema.with(
        () -> {
          Main.main(args);
          return args;
        });
  }
}
