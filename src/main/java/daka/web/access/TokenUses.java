package daka.web.access;

import daka.store.file.StoreException;
import daka.store.register.Tokens;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The tokens that are good now, and when they are used. That a use cannot be noted keeps nobody
/// from anything.
public final class TokenUses {
  private final Tokens tokens;
  private final InstantSource clock;

  public TokenUses(Tokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /// The token that was presented, or null if there is none like it, it has expired, or its account
  /// may not any more what it may.
  Tokens.@Nullable Token good(String presented) {
    return tokens
        .find(presented)
        .filter(token -> !token.held() && !token.isExpired(clock.instant()))
        .orElse(null);
  }

  void note(Tokens.Token token) {
    try {
      tokens.used(token, clock.instant());
    } catch (StoreException e) {
      Logger.warn("{}", e.getMessage());
    }
  }
}
