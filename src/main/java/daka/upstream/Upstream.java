package daka.upstream;

import daka.event.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /// What will stand in the way before long though all goes well now.
  ///
  /// @param detail what that is
  /// @param cure what a person has to do about it
  record Notice(String detail, String cure) {}

  /// What is to be told of the way to the receiver, or null if nothing is. To be asked from any
  /// thread.
  default @Nullable Notice notice() {
    return null;
  }

  /// Gives up the connection, also in mid-request.
  @Override
  default void close() {}
}
