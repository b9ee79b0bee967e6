package daka.store.register;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What one person is to another.
public enum Relation {
  PARENT,
  CHILD,
  GRANDPARENT,
  GRANDCHILD,
  SPOUSE,
  SIBLING,
  GUARDIAN,
  WARD,
  CARER,
  CARED_FOR,
  RELATIVE;

  /// What the other is to the one.
  public Relation inverse() {
    return switch (this) {
      case PARENT -> CHILD;
      case CHILD -> PARENT;
      case GRANDPARENT -> GRANDCHILD;
      case GRANDCHILD -> GRANDPARENT;
      case GUARDIAN -> WARD;
      case WARD -> GUARDIAN;
      case CARER -> CARED_FOR;
      case CARED_FOR -> CARER;
      case SPOUSE, SIBLING, RELATIVE -> this;
    };
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The one with this name, if there is one.
  public static Optional<Relation> ofWireName(String name) {
    return Arrays.stream(values()).filter(relation -> relation.wireName().equals(name)).findFirst();
  }
}
