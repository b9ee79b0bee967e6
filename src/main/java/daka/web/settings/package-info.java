/// The settings, as the config file says them, seen and changed in the office.
///
/// Decided here:
/// - **The file is the truth**: it is read for each answer, so what somebody has changed by hand is
///   what the page shows, and what it changes.
/// - **Paths, devices, listeners and receivers are changed before the kiosk alone**, so that a page
///   cannot have the kiosk read any file, listen to anybody, or send the visits to another.
/// - **A change is in use after a restart**, which is asked for by itself.
@NullMarked
package daka.web.settings;

import org.jspecify.annotations.NullMarked;
