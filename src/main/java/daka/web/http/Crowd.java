package daka.web.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.jspecify.annotations.Nullable;

/// Keeps one address from taking all connections of a listener. Who opens more than are allowed
/// loses the oldest of those that never asked anything, else of those that only stay, else of those
/// whose body does not come. Everybody else is answered as before, and so is somebody new at the
/// same address. A connection that is being answered stays; if there are only those, the new one is
/// closed.
///
/// Jetty's connection limits stop accepting instead, so that everybody waits, whoever they are; its
/// `AcceptRateLimit` does the same by time. Safe for several threads.
public final class Crowd implements Connection.Listener {
  private static final int NETWORK_BYTES = 8;

  /// What a connection is doing, those that are missed least first.
  private enum Use {
    NEVER_ASKED,
    STAYS,
    BODY_UNFINISHED,
    ANSWERED
  }

  private final int perAddress;
  private final int altogether;
  private final Predicate<Connection> unfinished;
  private final Map<Connection, InetAddress> addresses = new HashMap<>();
  private final Map<InetAddress, Set<Connection>> byAddress = new HashMap<>();

  /// @param perAddress how many connections one address may have; of IPv6, one network of 64 bits
  /// @param altogether how many there may be
  /// @param unfinished whether the request under way on this connection lacks some of its body
  public Crowd(int perAddress, int altogether, Predicate<Connection> unfinished) {
    this.perAddress = perAddress;
    this.altogether = altogether;
    this.unfinished = unfinished;
  }

  /// Within TLS there is a second connection, which is not counted.
  @Override
  public void onOpened(Connection connection) {
    if (connection.getEndPoint() instanceof SocketChannelEndPoint network
        && network.getRemoteSocketAddress() instanceof InetSocketAddress remote) {
      @Nullable Connection tooMany = add(connection, network(remote.getAddress()));
      if (tooMany != null) {
        tooMany.getEndPoint().close();
      }
    }
  }

  @Override
  public synchronized void onClosed(Connection connection) {
    remove(connection);
  }

  /// @return the connection that has to go, which is not counted any more
  private synchronized @Nullable Connection add(Connection connection, InetAddress address) {
    Set<Connection> here = byAddress.computeIfAbsent(address, _ -> new LinkedHashSet<>());
    @Nullable Connection tooMany = null;
    if (here.size() >= perAddress) {
      tooMany = leastMissed(here);
    } else if (addresses.size() >= altogether) {
      tooMany = leastMissed(largest());
    }
    boolean full = here.size() >= perAddress || addresses.size() >= altogether;
    if (full && tooMany == null) {
      if (here.isEmpty()) {
        byAddress.remove(address);
      }
      return connection;
    }
    if (tooMany != null) {
      remove(tooMany);
    }
    byAddress.computeIfAbsent(address, _ -> new LinkedHashSet<>()).add(connection);
    addresses.put(connection, address);
    return tooMany;
  }

  private void remove(Connection connection) {
    @Nullable InetAddress address = addresses.remove(connection);
    if (address != null) {
      Set<Connection> here = byAddress.get(address);
      if (here != null && here.remove(connection) && here.isEmpty()) {
        byAddress.remove(address);
      }
    }
  }

  private Collection<Connection> largest() {
    return byAddress.values().stream()
        .max((a, b) -> Integer.compare(a.size(), b.size()))
        .orElseThrow();
  }

  /// The oldest of the least use, or null if all are being answered.
  private @Nullable Connection leastMissed(Collection<Connection> oldestFirst) {
    @Nullable Connection least = null;
    Use leastUse = Use.ANSWERED;
    for (Connection connection : oldestFirst) {
      Use use = use(connection);
      if (use.compareTo(leastUse) < 0) {
        least = connection;
        leastUse = use;
      }
    }
    return least;
  }

  private Use use(Connection connection) {
    @Nullable Connection http =
        connection instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : connection;
    long asked = http == null ? 0 : http.getMessagesIn();
    if (asked == 0) {
      return Use.NEVER_ASKED;
    }
    if (asked == http.getMessagesOut()) {
      return Use.STAYS;
    }
    return unfinished.test(http) ? Use.BODY_UNFINISHED : Use.ANSWERED;
  }

  public static InetAddress network(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] network = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
      try {
        return InetAddress.getByAddress(Arrays.copyOf(network, address.getAddress().length));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("16 bytes are an IPv6 address", e);
      }
    }
    return address;
  }
}
