package daka.web.settings;

import org.jspecify.annotations.Nullable;

/// Puts the kiosk together anew, by what the config file says then.
public interface Restart {

  /// Asks for it; asked twice, it comes once.
  void ask();

  /// Whoever asked has their answer: it comes when it does no harm.
  void begin();

  /// Whether one was asked for that has not come yet.
  boolean isAsked();

  /// Why one that was asked for has not come yet, or did not; null if there is nothing to say.
  @Nullable String why();
}
