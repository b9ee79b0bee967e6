package daka.web.account;

import daka.screen.SetupInvitation;
import daka.web.access.RecoveryCodes;
import java.util.List;
import java.util.function.LongSupplier;

/// What signing in depends on.
///
/// @param centre what people call the centre
/// @param ownWords words that no password is made of: names and ids of the centre and the kiosk
/// @param adminsNeedOtp whether administrators may do nothing without a second factor
/// @param invitation to become the first administrator
/// @param recoveries of administrators who have lost their password
/// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
public record SignInRules(
    String centre,
    List<String> ownWords,
    boolean adminsNeedOtp,
    SetupInvitation invitation,
    RecoveryCodes recoveries,
    LongSupplier nanos) {}
