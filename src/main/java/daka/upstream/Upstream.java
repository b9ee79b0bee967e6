package daka.upstream;

import daka.store.Entry;
import java.util.List;

/// Whoever the journal is forwarded to, as one transport reaches it.
public interface Upstream extends AutoCloseable {

  /// Sends these entries and waits for the answer, but not for ever.
  ///
  /// Everything that goes wrong with the receiver or on the way to it is a [Delivery], never an
  /// exception. An entry may be sent more than once; the receiver knows it by `source` and `id`.
  ///
  /// @param batch at least one entry, in the order of their numbers
  /// @throws InterruptedException if the kiosk is stopping; whether the batch was stored is unknown
  Delivery deliver(List<Entry> batch) throws InterruptedException;

  /// There is nothing to send, for a minute or so: time to look after the connection.
  ///
  /// @return how that went, as after a batch
  /// @throws InterruptedException if the kiosk is stopping
  default Delivery idle() throws InterruptedException {
    return new Delivery.Stored();
  }

  /// Gives up the connection, also in mid-request.
  @Override
  default void close() {}
}
