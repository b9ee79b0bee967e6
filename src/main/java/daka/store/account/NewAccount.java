package daka.store.account;

import daka.store.register.TokenRole;
import org.jspecify.annotations.Nullable;

/// An account as it is to be.
///
/// @param resident the person of the register whose account it is, or null
/// @param password null leaves the one there is
/// @param keepOtp whether a second factor that there is stays
public record NewAccount(
    AccountName name,
    TokenRole role,
    @Nullable Long resident,
    @Nullable String password,
    boolean keepOtp) {}
