package daka.web.devices;

import daka.plugged.Plugged;
import org.jspecify.annotations.Nullable;

/// A reader that the config does not name.
///
/// @param kind as the config calls it
/// @param device where it is
/// @param baud of a serial one; null for the usual
/// @param engine the make of a scan engine that is to be set up, or null
/// @param address on an I²C bus; null for the usual
public record NewReader(
    String kind,
    Plugged device,
    @Nullable Integer baud,
    @Nullable String engine,
    @Nullable Integer address) {}
