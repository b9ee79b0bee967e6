package daka.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of sending a batch.
public sealed interface Delivery {

  /// The receiver has all of it, now or since before.
  record Stored() implements Delivery {}

  /// Something in the batch is refused, and would be each time.
  ///
  /// @param status the receiver's answer, as an HTTP status: 400, 413 or 422
  /// @param detail the beginning of what the receiver said about it; may be empty
  record Refused(int status, String detail) implements Delivery {}

  /// Nobody knows whether the batch was stored: send it again later.
  ///
  /// @param reason what was being done, to what, and what happened
  /// @param cure what a person could do about it
  /// @param retryAfter how long the receiver asks to be left alone, or null if it does not ask
  record TryAgain(String reason, String cure, @Nullable Duration retryAfter) implements Delivery {}
}
