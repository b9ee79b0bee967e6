/// The devices of the kiosk, for the office: how each is, what else is plugged in, and whether it
/// does what it should when somebody tries it.
///
/// Decided here:
/// - **A reader that is in use is watched, not taken**: what is presented while it is tried counts
///   as always, so that nobody's tap is lost to a trial.
/// - **What was presented is told by its shape**: its kind, its length and what it is made of,
///   never what it says ([daka.reader.PresentedShapes]).
/// - **Only what is plugged in can be tried or added**: a page names a device of the list, so that
///   it cannot have the kiosk open any other file.
@NullMarked
package daka.web.devices;

import org.jspecify.annotations.NullMarked;
