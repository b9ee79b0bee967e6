package daka.store.account;

import java.time.Instant;

/// Where somebody is signed in.
///
/// @param id tells it from others; no secret
/// @param account whose it is, as the account is now
/// @param began when the password was given
/// @param used when something was last asked in it, to the minute
/// @param address it was begun from
/// @param agent what the browser said of itself, shortened; perhaps empty
public record SignIn(
    String id, Account account, Instant began, Instant used, String address, String agent) {}
