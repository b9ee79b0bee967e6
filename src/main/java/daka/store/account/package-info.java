/// Who may sign in to the office, and where somebody is signed in.
///
/// Decided here:
/// - **Only hashes are kept**: of a password one that is slow ([PasswordHashes]), of a session's
///   cookie one under the kiosk's own secret, so that a copy of the database signs nobody in. The
///   secret of a second factor is sealed under it too.
/// - **A session ends with what it stood on**: whoever changes the role, the password or the person
///   of an account, or deletes either, ends its sessions in the same transaction.
/// - **What a password must be** is its length and that it cannot be guessed from what people
///   choose first ([Passwords]); nothing is asked of its characters.
@NullMarked
package daka.store.account;

import org.jspecify.annotations.NullMarked;
