/// What only the office asks: its pages, and the resources that were made for them.
///
/// Decided here:
/// - **The pages are open, what they show is not**: the files are in everybody's hands anyway, and
///   each figure comes from the API, which asks for a session.
/// - **An address of the office is one word of a list**, and what follows it: all else on the LAN
///   stays unknown to whoever has no session.
@NullMarked
package daka.web.admin;

import org.jspecify.annotations.NullMarked;
