/// Copies as they are looked at and carried away: what one holds, and one sealed under a
/// passphrase.
///
/// Decided here:
/// - **A sealed copy is CMS** (RFC 5652): AuthEnvelopedData (RFC 5083) with AES-256-GCM, its key
///   under a passphrase by PBKDF2. `openssl cms -decrypt` opens it on any machine, so nobody needs
///   this program to get at what is theirs. The age format is as good, but no machine brings what
///   opens it, and its libraries for Java are kept by single persons.
/// - **What is opened counts only once it was read to its end**, where it shows whether a byte was
///   changed.
/// - **A copy says of itself what was proven of it** ([CopyNote]), for a page to tell; whoever
///   restores it proves it anew.
@NullMarked
package daka.store.copies;

import org.jspecify.annotations.NullMarked;
