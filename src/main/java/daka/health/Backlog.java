package daka.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What waits for a receiver of the journal.
///
/// @param name of the upstream
/// @param entries how many it does not have yet
/// @param oldest when the first of them was recorded, by the clock of that moment; null if none
///   waits, or if the store could not be read
/// @param failing for how long nothing has come through; zero if it goes well
/// @param setAside how many entries it refused and which stand aside; null if the store could not
///   be read
public record Backlog(
    String name,
    long entries,
    @Nullable Instant oldest,
    Duration failing,
    @Nullable Long setAside) {}
