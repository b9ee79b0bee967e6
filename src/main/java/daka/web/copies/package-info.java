/// Copies of all that the kiosk keeps, as administrators see and take them.
///
/// Decided here:
/// - **What is downloaded is the copy that was proven**: the one of the night, or one that is made
///   anew first. So a download begins at once, needs no space on the disk, and goes on although the
///   file is replaced meanwhile.
/// - **The passphrase is sent first, by itself**, and the download is an address of its own that is
///   good once: a browser saves it as it comes, whatever its size, and no passphrase stands in an
///   address.
/// - **Who stands before a kiosk without an administrator may restore**, by the code that its
///   screen shows ([SetupRestore]): there is nobody else who could be asked.
@NullMarked
package daka.web.copies;

import org.jspecify.annotations.NullMarked;
