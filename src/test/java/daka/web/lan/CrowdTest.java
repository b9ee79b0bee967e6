package daka.web.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.Await;
import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.visits.ManyVisits;
import daka.web.api.RunningApi;
import daka.web.http.Crowd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many connections to the LAN's listener. Slow clients are cut off only after hours here, so that
/// nothing else makes room.
class CrowdTest {
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir Path folder;

  private static List<Socket> bare(RunningApi api, int number) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), api.server.port()));
    }
    return sockets;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static long open(List<Socket> sockets) throws IOException {
    long open = 0;
    for (Socket socket : sockets) {
      try {
        socket.setSoTimeout(1);
        open += socket.getInputStream().read() < 0 ? 0 : 1;
      } catch (java.net.SocketTimeoutException e) {
        open++;
      } catch (IOException e) {
        // Given up by a reset.
      }
    }
    return open;
  }

  @Test
  void three_hundred_bare_connections_keep_nobody_waiting() throws Exception {
    try (RunningApi api = new RunningApi(folder, OpenStore.HOURS, NEVER)) {
      List<Socket> stranger = bare(api, 300);
      for (int i = 0; i < 3; i++) {
        long begin = System.nanoTime();
        assertEquals(200, api.get(api.staff, "/api/v1/occupancy").statusCode());
        long took = System.nanoTime() - begin;
        assertTrue(took < Duration.ofSeconds(10).toNanos(), took / 1_000_000 + " ms");
        stranger.addAll(bare(api, 100));
      }
      Await.that(
          Duration.ofSeconds(30),
          () -> open(stranger) <= 32,
          () -> open(stranger) + " of the stranger's connections are open");
      assertTrue(open(stranger) > 0, "no more are given up than have to be");
      close(stranger);
    }
  }

  @Test
  void who_is_being_answered_loses_nothing_to_a_crowd_from_the_same_address() throws Exception {
    int visits = 60_000;
    try (Database database = Database.open(folder)) {
      ManyVisits.write(database, visits, OpenStore.MORNING.minus(Duration.ofDays(90)));
    }
    try (RunningApi api = new RunningApi(folder, OpenStore.HOURS, NEVER);
        SlowReader reader = SlowReader.begin(api, api.auditor, "/api/v1/visits.csv")) {
      List<Socket> crowd = bare(api, 300);
      assertEquals(200, api.get(api.staff, "/api/v1/occupancy").statusCode());
      assertEquals(visits + 1, reader.readOn().lines().count());
      close(crowd);
    }
  }

  @Test
  void a_network_of_ipv6_counts_as_one_address_and_one_of_ipv4_as_many() throws Exception {
    assertEquals(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
    assertNotEquals(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    assertNotEquals(network("192.168.1.2"), network("192.168.1.3"));
  }

  private static InetAddress network(String address) throws IOException {
    return Crowd.network(InetAddress.getByName(address));
  }
}
