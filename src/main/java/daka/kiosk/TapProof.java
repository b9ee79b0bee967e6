package daka.kiosk;

import daka.checkin.Desk;
import daka.store.file.Database;
import daka.store.file.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// Proves that a tap would be recorded, by doing what each needs and recording nothing: the desk's
/// turn is taken and given back, the connection that writes reads, and a thread of the kiosk's own
/// listener answers. What hangs makes this hang: whoever waits for it takes its silence for the
/// answer.
///
/// A disk that hangs is met by the next write, which then holds what this waits for.
final class TapProof {
  /// A listener all of whose threads are taken accepts, and does not answer.
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private static final String HTTP = "HTTP/";
  private final Desk desk;
  private final Database database;
  private final InetAddress address;
  private final IntSupplier port;

  /// @param address of the kiosk's own listener
  /// @param port that it has got
  TapProof(Desk desk, Database database, InetAddress address, IntSupplier port) {
    this.desk = desk;
    this.database = database;
    this.address = address;
    this.port = port;
  }

  /// Returns when all of it is done.
  ///
  /// @param step told what is about to be done, before each
  /// @throws UnprovenException if something of it does not work
  void run(Consumer<String> step) throws UnprovenException, InterruptedException {
    step.accept("the desk's turn");
    desk.takeTurn();
    step.accept("the database's writer");
    try {
      database.takeTurn();
    } catch (StoreException e) {
      throw new UnprovenException("the database's writer cannot read: " + e.getMessage(), e);
    }
    step.accept("the threads of the kiosk's own listener");
    try {
      ask();
    } catch (IOException e) {
      throw new UnprovenException("the kiosk's own listener does not answer: " + e, e);
    }
  }

  private void ask() throws IOException {
    int listening = port.getAsInt();
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) ANSWER.toMillis());
      socket.connect(new InetSocketAddress(address, listening), (int) ANSWER.toMillis());
      String request =
          "HEAD /icon.svg HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n"
              .formatted(listening);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] first = socket.getInputStream().readNBytes(HTTP.length());
      if (!new String(first, StandardCharsets.US_ASCII).equals(HTTP)) {
        throw new IOException("it closed the connection");
      }
    }
  }
}
