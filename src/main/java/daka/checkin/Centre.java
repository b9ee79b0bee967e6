package daka.checkin;

import java.time.Duration;

/// What the desk needs to know of the place it serves.
///
/// @param kioskRoom the id of the room a tap at the entrance is registered to
/// @param hours when the centre is open
/// @param afterClosing for how long a tap of somebody whose visit closing ended is the departure
/// @param capacity how many people the whole centre holds
public record Centre(String kioskRoom, Hours hours, Duration afterClosing, int capacity) {}
