package daka.store.person;

import daka.store.register.Person;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is said of somebody of whom two residents said something.
public final class MergedPerson {
  /// What can be taken from the other although both say something.
  public static final List<String> FIELDS = List.of("name", "phone", "born", "language", "note");

  private MergedPerson() {}

  static Person of(Person kept, Person other, Set<String> take) {
    return new Person(
        take.contains("name") ? other.name() : kept.name(),
        kept.role(),
        one(take.contains("phone"), kept.phone(), other.phone()),
        one(take.contains("born"), kept.born(), other.born()),
        one(take.contains("language"), kept.language(), other.language()),
        note(take.contains("note"), kept.note(), other.note()),
        kept.child() || other.child());
  }

  private static @Nullable String one(boolean take, @Nullable String kept, @Nullable String other) {
    return kept == null || (take && other != null) ? other : kept;
  }

  /// Nobody's note is lost.
  private static @Nullable String note(
      boolean take, @Nullable String kept, @Nullable String other) {
    if (kept == null || other == null || take || Objects.equals(kept, other)) {
      return one(take, kept, other);
    }
    return kept + "\n" + other;
  }
}
