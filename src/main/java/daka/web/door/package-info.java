/// What the kiosk's own pages ask, on loopback only: the screen's state, touches, scans,
/// recordings, and the kiosk's health.
///
/// Decided here:
/// - **A sound that is late is dropped**: it would be heard by the next person. The kiosk looks
///   whether a centre's recording begins as its format does, the page whether it can be decoded,
///   and either falls back to the built-in voice.
@NullMarked
package daka.web.door;

import org.jspecify.annotations.NullMarked;
