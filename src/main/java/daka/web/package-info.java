/// The HTTP resources of the kiosk and of the LAN. Its rooms are the packages that know Javalin.
///
/// **What unlocks a page of the kiosk.** A PIN unlocks the page on which it is typed, a staff card
/// the pages that follow the screen at the moment of the tap ([daka.screen.StaffSessions]). A page
/// is a cookie of its browser, which no script reads and no other site's request carries
/// ([daka.web.access.PageCookie]), and a name; neither stands in a state, and on the LAN's listener
/// the cookie says nothing ([daka.web.access.Access]). Cookies ignore ports: no other service of
/// this machine should be opened in the kiosk's browser.
///
/// **What that does not stop.** A process on this machine that imitates a browser, which needs no
/// more than to reach the loopback address, can follow the screen before the tap with a cookie that
/// it was given itself: the tap unlocks it too, for a minute at a time and a quarter of an hour at
/// most, to do what staff may do. It sees what any page shows: masked names of those who tap, how
/// full the rooms are, codes of waiting cards, and while there is no administrator the code by
/// which somebody becomes it. It can type numbers and PINs as fast as a finger, and is held up as
/// one ([daka.web.access.KeypadGuard]); it can choose which screen its guesses count for, but not
/// that they count for the kiosk. A process of the browser's own user can also read the browser's
/// memory and cookies. What keeps such a process away is not this listener but the machine: nothing
/// else runs on it, and the browser runs as a user of its own.
@NullMarked
package daka.web;

import org.jspecify.annotations.NullMarked;
