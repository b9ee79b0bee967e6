/// Who did what: the audit log, with a chain of hashes of its own.
///
/// Decided here:
/// - **Whoever changes something says what, and never who.** Who asks for what is bound to the
///   thread where the request comes in ([Asker]); the store appends a [Deed] in the transaction of
///   the change ([AuditLog#append]). So no change is without its entry, and no entry without its
///   change. An export goes through `web.access.AuditedExport`; the action gets its line in
///   `deploy/docs/audit.md`.
/// - **An entry holds ids and names of fields, never a person's values**, so that erasing a person
///   needs no change of the chain. Reasons are words that may name somebody: they lie beside the
///   chain, which has a salted hash of them.
/// - **Deletion and loss are told in the chain itself**, by the entries `audit.deleted` and
///   `audit.lost`, which say after what the first entry that is left goes on.
@NullMarked
package daka.store.audit;

import org.jspecify.annotations.NullMarked;
