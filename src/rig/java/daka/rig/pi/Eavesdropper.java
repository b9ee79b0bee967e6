package daka.rig.pi;

import java.io.IOException;

/// Another program that has a keyboard's node open.
public final class Eavesdropper implements AutoCloseable {
  private final Agent.Connection connection;

  Eavesdropper(Agent agent, String node) throws IOException {
    connection = agent.open("eavesdrop " + node);
    connection.ok();
  }

  /// How many events it was given since it was opened.
  public long events() throws IOException {
    connection.send(".\n");
    return Long.parseLong(connection.ok());
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
