package daka.upstream;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.event.Entry;
import daka.store.OpenStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whatever bytes come back from what should be a broker, they become a [Delivery], and without an
/// acknowledgement among them none that says that the entry is stored.
class MqttAnswerFuzzTest {
  private static final int ROUNDS = 100;
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final byte[] CONNECTED = {0x20, 3, 0, 0, 0};
  private static final byte[] ACKNOWLEDGED = {0x40, 2, 0, 1};
  private static final byte[] REFUSED = {0x40, 4, 0, 1, (byte) 0x99, 0};
  private static final byte[] GOODBYE = {(byte) 0xE0, 2, (byte) 0x8D, 0};

  @Test
  @ForeignBytes
  void garbage_never_becomes_an_exception_or_an_acknowledgement() throws Exception {
    Random random = Fuzz.random(20_261_124);
    AtomicReference<byte[]> next = new AtomicReference<>(new byte[0]);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        MqttUpstream upstream = to(server.getLocalPort())) {
      Thread.ofVirtual().start(() -> answer(server, next));
      for (int round = 0; round < Fuzz.rounds(ROUNDS); round++) {
        next.set(random.nextInt(4) == 0 ? noise(random) : almostMqtt(random));
        Delivery delivery = upstream.deliver(List.of(new Entry(1, "{}")));
        assertNotNull(delivery, "round " + round);
        assertTrue(
            mayAcknowledge(next.get()) || !(delivery instanceof Delivery.Stored),
            "round " + round + ": " + HexFormat.of().formatHex(next.get()));
      }
    }
  }

  private static boolean mayAcknowledge(byte[] answer) {
    return IntStream.range(0, answer.length).anyMatch(i -> answer[i] == ACKNOWLEDGED[0]);
  }

  private static MqttUpstream to(int port) {
    return new MqttUpstream(
        new MqttUpstream.Settings(
            URI.create("mqtt://127.0.0.1:" + port),
            "daka/yimin/entrance",
            null,
            null,
            Tls.OF_SYSTEM,
            DEADLINE),
        List::of,
        InstantSource.system(),
        OpenStore.HOURS);
  }

  /// Hears the beginning of a connection, says what is next, and hangs up.
  private static void answer(ServerSocket server, AtomicReference<byte[]> next) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getInputStream().read(new byte[64]);
        socket.getOutputStream().write(next.get());
        socket.shutdownOutput();
      } catch (IOException e) {
        // It hung up, or the test is over.
      }
    }
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(500)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] almostMqtt(Random random) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(CONNECTED);
    for (int packet = random.nextInt(5); packet > 0; packet--) {
      switch (random.nextInt(4)) {
        case 0 -> bytes.write(ACKNOWLEDGED);
        case 1 -> bytes.write(REFUSED);
        case 2 -> bytes.write(GOODBYE);
        default -> bytes.write(noise(random));
      }
    }
    byte[] answer = bytes.toByteArray();
    if (random.nextInt(3) == 0) {
      answer[random.nextInt(answer.length)] = (byte) random.nextInt(256);
    }
    return answer;
  }
}
