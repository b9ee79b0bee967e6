package daka.store.register;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a guardian agreed to for somebody under 14.
///
/// @param id names it among those of one person
/// @param guardian the guardian's name
/// @param relation what the guardian is to the child, in words, or null
/// @param scope what may be kept
/// @param given the day it was given
/// @param withdrawn the day from which it holds no longer, or null
public record Consent(
    String id,
    String guardian,
    @Nullable String relation,
    Set<Scope> scope,
    LocalDate given,
    @Nullable LocalDate withdrawn) {

  /// What is kept of somebody under 14 only if a guardian agreed.
  public enum Scope {
    /// A phone to call.
    PHONE,
    /// The birth.
    BORN,
    /// Cards that are a number: of an identity card, of a telephone, or typed.
    NUMBER;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The one with this name, if there is one.
    public static Optional<Scope> ofWireName(String name) {
      return Arrays.stream(values()).filter(scope -> scope.wireName().equals(name)).findFirst();
    }
  }

  public Consent {
    scope = scope.isEmpty() ? Set.of() : EnumSet.copyOf(scope);
  }

  /// Whether it holds now.
  public boolean isInForce() {
    return withdrawn == null;
  }

  /// The scope as it stands in its row.
  String scopeText() {
    return scope.stream().map(Scope::wireName).sorted().collect(Collectors.joining(" "));
  }

  /// The scope of a row.
  static Set<Scope> scope(String text) {
    return Arrays.stream(text.split(" ", -1))
        .flatMap(name -> Scope.ofWireName(name).stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
  }
}
