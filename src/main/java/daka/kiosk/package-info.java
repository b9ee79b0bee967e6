/// How a kiosk is put together, started in order, and stopped in reverse.
///
/// Decided here:
/// - **A scratch kiosk is tapped beside the start** ([WarmUp]): the first tap of the day is as
///   quick as the next.
/// - **What takes long at the start is shown** ([OpeningShown]): a listener of its own answers at
///   the kiosk's address until the store is open, so a start that is quick pays nothing for it. No
///   reader is opened meanwhile, and so no tap is taken that could not be recorded; a tap by HTTP
///   is told to wait. The kiosk's listener binds the address before that one lets go of it, so no
///   browser finds nobody there.
/// - **The rig wraps the seams** ([Wiring]) by a `main` of its own; the product knows nothing of
///   it.
@NullMarked
package daka.kiosk;

import org.jspecify.annotations.NullMarked;
