package daka.store.register;

import daka.checkin.CardKind;
import daka.store.file.Sql;
import daka.store.register.Consent.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Of somebody under 14 no number, phone or birth is kept unless a guardian agreed to it: the one
/// place that says so, for whoever writes the register.
///
/// Somebody is under 14 as long as it is possible by the birth that is told: who is born in 2012 is
/// until the end of 2026. Where no birth is told it has to be said ([Person#child()]).
public final class GuardianRule {
  /// From this age on people agree for themselves.
  public static final int AGE = 14;

  /// It is this day everywhere on earth, so nobody is taken for 14 a day too early.
  private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

  private static final Set<CardKind> NUMBERS =
      EnumSet.of(CardKind.IDCARD, CardKind.PHONE, CardKind.NUMBER);

  private GuardianRule() {}

  /// Whether the person is under 14, as far as is told.
  public static boolean isChild(Person person, Instant now) {
    String born = person.born();
    return born == null ? person.child() : isUnder(latest(born), now);
  }

  private static boolean isUnder(LocalDate born, Instant now) {
    return born.plusYears(AGE).isAfter(LocalDate.ofInstant(now, LAST));
  }

  /// The last day that a birth may mean.
  private static LocalDate latest(String born) {
    return switch (born.length()) {
      case 4 -> LocalDate.of(Integer.parseInt(born), 12, 31);
      case 7 -> YearMonth.parse(born).atEndOfMonth();
      default ->
          LocalDate.of(
              Integer.parseInt(born, 0, 4, 10),
              Integer.parseInt(born, 5, 7, 10),
              Integer.parseInt(born, 8, 10, 10));
    };
  }

  /// What would be kept of a person that no guardian agreed to; nothing for those who are older.
  ///
  /// @param cards the kinds of the cards
  /// @param agreed what a guardian agreed to
  public static Set<Scope> missing(
      Person person, Collection<CardKind> cards, Set<Scope> agreed, Instant now) {
    Set<Scope> missing = EnumSet.noneOf(Scope.class);
    if (isChild(person, now)) {
      if (person.phone() != null) {
        missing.add(Scope.PHONE);
      }
      if (person.born() != null) {
        missing.add(Scope.BORN);
      }
      if (cards.stream().anyMatch(NUMBERS::contains)) {
        missing.add(Scope.NUMBER);
      }
      missing.removeAll(agreed);
    }
    return missing;
  }

  /// What stands against keeping this of a person, or null if nothing does.
  static @Nullable Registration refusal(
      Person person, Collection<CardKind> cards, Set<Scope> agreed, Instant now) {
    Set<Scope> missing = missing(person, cards, agreed, now);
    return missing.isEmpty() ? null : new Registration.NeedsConsent(missing);
  }

  /// The same for what is to be said of those who are registered, by their cards and the consents
  /// that are in force.
  public static @Nullable Registration refusal(
      Connection connection, Person person, List<Resident> present, Instant now)
      throws SQLException {
    List<CardKind> kinds = new ArrayList<>();
    Set<Scope> agreed = EnumSet.noneOf(Scope.class);
    for (Resident resident : present) {
      resident.cards().forEach(card -> kinds.add(card.kind()));
      agreed.addAll(agreed(connection, resident.id()));
    }
    return refusal(person, kinds, agreed, now);
  }

  /// The same for cards that somebody who is registered is to have.
  static @Nullable Registration refusal(
      Connection connection, Resident holder, List<CardKind> cards, Instant now)
      throws SQLException {
    Set<Scope> missing = missing(holder.person(), cards, agreed(connection, holder.id()), now);
    missing.retainAll(EnumSet.of(Scope.NUMBER));
    return missing.isEmpty() ? null : new Registration.NeedsConsent(missing);
  }

  static Set<Scope> agreed(Connection connection, long resident) throws SQLException {
    Set<Scope> agreed = EnumSet.noneOf(Scope.class);
    for (Consent consent : Consents.read(connection, resident)) {
      if (consent.isInForce()) {
        agreed.addAll(consent.scope());
      }
    }
    return agreed;
  }

  /// Takes out of the register what is kept of somebody under 14 and no guardian agrees to any
  /// longer. That they are a child stays said.
  ///
  /// @return what was taken out
  public static Set<Scope> enforce(Connection connection, long resident, Instant now)
      throws SQLException {
    Resident present = ResidentRows.find(connection, resident);
    if (present == null) {
      return Set.of();
    }
    Person person = present.person();
    List<CardKind> kinds = present.cards().stream().map(Card::kind).toList();
    Set<Scope> missing = missing(person, kinds, agreed(connection, resident), now);
    if (!missing.isEmpty()) {
      ResidentRows.update(
          connection,
          resident,
          new Person(
              person.name(),
              person.role(),
              missing.contains(Scope.PHONE) ? null : person.phone(),
              missing.contains(Scope.BORN) ? null : person.born(),
              person.language(),
              person.note(),
              true));
    }
    if (missing.contains(Scope.NUMBER)) {
      for (Card card : present.cards()) {
        if (NUMBERS.contains(card.kind())) {
          Sql.change(connection, "DELETE FROM cards WHERE id = ?", card.id());
        }
      }
    }
    return missing;
  }
}
