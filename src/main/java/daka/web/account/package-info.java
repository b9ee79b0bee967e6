/// Accounts and signing in, for the office on the LAN.
///
/// Decided here:
/// - **The first administrator** is made by the code on the kiosk's screen and by nothing else: no
///   token, no listener and no other account makes one ([Setup]).
/// - **A wrong name, password or second factor are answered alike**, and cost the same time. Only
///   to somebody who knows the password it is said that a second factor is missing.
@NullMarked
package daka.web.account;

import org.jspecify.annotations.NullMarked;
