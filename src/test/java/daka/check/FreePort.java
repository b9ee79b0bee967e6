package daka.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// A port for a program that has to be told where it listens. It is none of those that the kernel
/// gives to whoever asks for any, which begin at 32,768: between the look and the use, one of them
/// may get another owner.
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /// @param beside what has to be free too, as distances from it
  /// @return a port of this machine at which nobody listens, and which this process is given once
  public static int pick(int... beside) {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port, beside) && GIVEN.add(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port, int... beside) {
    for (int distance : beside) {
      if (!isFree(port + distance)) {
        return false;
      }
    }
    return isFree(port);
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
