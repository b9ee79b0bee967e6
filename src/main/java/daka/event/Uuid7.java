package daka.event;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then 74 random bits.
/// Not safe for several threads.
public final class Uuid7 {
  private final SecureRandom random = new SecureRandom();

  public UUID next(Instant now) {
    long high = (now.toEpochMilli() << 16) | 0x7000 | random.nextInt(1 << 12);
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
