package daka.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/// Looks for the address of a name for as long as one is ready to wait. The system's own search
/// takes as long as its name servers let it, and cannot be interrupted, so it has a thread of its
/// own, which is left behind.
///
/// One address is enough. The client would go on from one to the next after it was told to stop.
final class NameSearch implements DnsResolver {

  /// How the system looks for it.
  interface BySystem {
    InetAddress address(String host) throws UnknownHostException;
  }

  private final BySystem system;
  private final Duration patience;

  NameSearch(BySystem system, Duration patience) {
    this.system = system;
    this.patience = patience;
  }

  /// @throws UnknownHostException also if there was no answer in time, or the thread is interrupted
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    FutureTask<InetAddress> search = new FutureTask<>(() -> system.address(host));
    Thread.ofPlatform().name("name-search").daemon().start(search);
    try {
      return new InetAddress[] {search.get(patience.toNanos(), TimeUnit.NANOSECONDS)};
    } catch (ExecutionException | TimeoutException e) {
      throw new UnknownHostException(host);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
