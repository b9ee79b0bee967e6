package daka.web.metrics;

import daka.checkin.TapFigures;
import daka.health.Backlog;
import daka.health.Part;
import daka.host.ClockTrust;
import daka.host.Machine;
import daka.store.journal.Journal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where the figures of `/metrics` come from; each is asked when somebody asks for them.
///
/// @param version of this program
/// @param started when it was
/// @param journal has a number for each entry
/// @param health how each part of the kiosk is
/// @param upstreams what waits for each
/// @param disk of the data folder; empty if it cannot be looked at
/// @param clock the kiosk's
/// @param trust how far `clock` can be trusted
public record KioskFigures(
    String version,
    Instant started,
    TapFigures taps,
    Journal journal,
    Supplier<List<Part>> health,
    Supplier<List<Backlog>> upstreams,
    Supplier<Optional<Machine.Space>> disk,
    InstantSource clock,
    Supplier<ClockTrust> trust) {}
