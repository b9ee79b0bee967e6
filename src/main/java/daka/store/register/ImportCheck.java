package daka.store.register;

import static java.util.Objects.requireNonNull;

import daka.checkin.CardKind;
import daka.store.register.LineFinding.Reason;
import daka.store.register.LineFinding.Wrong;
import daka.store.register.RegisterLook.Known;
import daka.store.register.ResidentImport.Line;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who of an import is new, who is in the register already, and what cannot be true. Somebody is
/// the same whose id the line tells, who has a card of the same fingerprint, or the same name and
/// phone, or the same name and birth, or the same name if the line says no more. Writes nothing.
final class ImportCheck {

  /// A line whose cards have become fingerprints.
  record Entry(Line line, List<CardEnrolment> cards, List<ImportKeys.Key> keys, String nameKey) {
    static Entry of(Line line, List<CardEnrolment> cards) {
      String name = ImportKeys.name(line.person().name());
      return new Entry(line, cards, ImportKeys.of(line.person(), name), name);
    }

    ImportKeys.@Nullable Key nameAndPhone() {
      return keys.isEmpty() || !keys.getFirst().by().equals(ImportKeys.NAME_AND_PHONE)
          ? null
          : keys.getFirst();
    }

    /// Whether the line says nothing but a name by which it could be known.
    boolean isNameOnly() {
      return keys.isEmpty() && cards.isEmpty();
    }
  }

  /// How an import knows somebody.
  ///
  /// @param by in words
  private record Match(Known known, String by) {}

  private final RegisterLook register;
  private final Connection connection;
  private final boolean changing;
  private final Instant now;
  private final Map<String, Entry> byCard = new HashMap<>();
  private final Map<ImportKeys.Key, Entry> byKey = new HashMap<>();
  private final Map<String, Entry> byName = new HashMap<>();
  private final Map<Long, Entry> lineOf = new HashMap<>();
  private final List<LineFinding> findings = new ArrayList<>();

  private ImportCheck(Connection connection, RegisterLook register, boolean changing, Instant now) {
    this.connection = connection;
    this.register = register;
    this.changing = changing;
    this.now = now;
  }

  /// @param changing whether who is there already is changed; else nothing of them is written
  /// @param now when somebody is under 14 or not
  /// @return a finding for each entry, in their order
  static List<LineFinding> of(
      Connection connection, List<Entry> entries, boolean changing, Instant now)
      throws SQLException {
    ImportCheck check =
        new ImportCheck(connection, RegisterLook.at(connection, entries), changing, now);
    for (Entry entry : entries) {
      check.findings.add(check.look(entry));
    }
    return check.findings;
  }

  private LineFinding look(Entry entry) throws SQLException {
    LineFinding contradiction = contradiction(entry);
    if (contradiction != null) {
      return contradiction;
    }
    Match match = inRegister(entry);
    if (match != null) {
      return changing ? changed(entry, match) : same(entry, match);
    }
    LineFinding before = inFile(entry);
    if (before != null) {
      return before;
    }
    LineFinding unagreed = unagreed(entry, entry.line().person(), Set.of());
    if (unagreed != null) {
      return unagreed;
    }
    remember(entry);
    return new LineFinding.New(entry.line());
  }

  /// What a guardian would have to agree to first.
  private @Nullable LineFinding unagreed(Entry entry, Person person, Set<Consent.Scope> agreed) {
    if (!GuardianRule.isChild(person, now)) {
      return null;
    }
    Registration refusal =
        GuardianRule.refusal(
            person, entry.cards().stream().map(CardEnrolment::kind).toList(), agreed, now);
    return refusal instanceof Registration.NeedsConsent needed
        ? wrong(entry, Reason.NO_CONSENT, Map.of(), needed.why())
        : null;
  }

  private void remember(Entry entry) {
    entry.cards().forEach(card -> byCard.putIfAbsent(card.hex(), entry));
    entry.keys().forEach(key -> byKey.putIfAbsent(key, entry));
    byName.putIfAbsent(entry.nameKey(), entry);
  }

  private @Nullable LineFinding contradiction(Entry entry) {
    Set<Long> holders = new TreeSet<>();
    for (CardEnrolment card : entry.cards()) {
      Long holder = register.holder(card);
      if (holder != null) {
        holders.add(holder);
      }
      Entry before = byCard.get(card.hex());
      if (before != null && !before.nameKey().equals(entry.nameKey())) {
        return wrong(
            entry,
            Reason.CARD_OF_LINE,
            Map.of("kind", card.kind().wireName(), "line", "" + before.line().number()),
            "the same %s card stands in line %d, at another name; find out whose it is"
                .formatted(card.kind().wireName(), before.line().number()));
      }
    }
    Long id = entry.line().resident();
    if (id != null && register.person(id) == null) {
      return wrong(
          entry,
          Reason.NO_SUCH_ID,
          Map.of("id", "" + id),
          "there is no resident %d; leave the id empty if it is somebody new".formatted(id));
    }
    if (id != null) {
      holders.add(id);
    }
    if (holders.size() > 1) {
      String ids = holders.stream().map(String::valueOf).collect(Collectors.joining(" and "));
      return wrong(
          entry,
          Reason.SEVERAL_PEOPLE,
          Map.of("ids", ids),
          "its cards belong to residents %s; find out who is meant".formatted(ids));
    }
    Known byPhone = register.byKey(entry.nameAndPhone());
    if (id == null && byPhone != null && !holders.isEmpty() && !holders.contains(byPhone.id())) {
      long holder = holders.iterator().next();
      return wrong(
          entry,
          Reason.CARD_OF_ANOTHER,
          Map.of("id", "" + holder, "other", "" + byPhone.id()),
          ("its card belongs to resident %d, but its name and phone to resident %d; find out who is"
                  + " meant")
              .formatted(holder, byPhone.id()));
    }
    return null;
  }

  private static Wrong wrong(Entry entry, Reason reason, Map<String, String> values, String why) {
    Line line = entry.line();
    return new Wrong(line.number(), line.person().name(), reason, values, why);
  }

  private @Nullable Match inRegister(Entry entry) {
    Long id = entry.line().resident();
    if (id != null) {
      return new Match(new Known(id, requireNonNull(register.person(id))), "the id");
    }
    for (CardEnrolment card : entry.cards()) {
      Long holder = register.holder(card);
      Person person = holder == null ? null : register.person(holder);
      if (holder != null && person != null) {
        return new Match(new Known(holder, person), "the same " + card.kind().wireName() + " card");
      }
    }
    for (ImportKeys.Key key : entry.keys()) {
      Known found = register.byKey(key);
      if (found != null) {
        return new Match(found, "the same " + key.by());
      }
    }
    Known named = changing && entry.isNameOnly() ? register.byName(entry.nameKey()) : null;
    return named == null ? null : new Match(named, "the same " + ImportKeys.NAME);
  }

  private LineFinding same(Entry entry, Match match) {
    Known known = match.known();
    String name = known.person().name();
    String as = ImportKeys.name(name).equals(entry.nameKey()) ? "" : ", registered as " + name;
    List<String> kinds = newCards(entry).stream().map(CardKind::wireName).toList();
    String leftOut =
        kinds.isEmpty()
            ? ""
            : "; not registered: its %s card, which can be given to resident %d"
                .formatted(String.join(" and ", kinds), known.id());
    return new LineFinding.Same(
        entry.line(),
        known.id(),
        "%s: resident %d%s%s".formatted(match.by(), known.id(), as, leftOut));
  }

  private List<CardKind> newCards(Entry entry) {
    return entry.cards().stream()
        .filter(card -> register.holder(card) == null)
        .map(CardEnrolment::kind)
        .toList();
  }

  private LineFinding changed(Entry entry, Match match) throws SQLException {
    Known known = match.known();
    Person before = known.person();
    Person after = entry.line().person().over(before, entry.line().kept());
    LineFinding wrong = new ImportDoubts(register, connection).of(entry, known, after);
    if (wrong != null) {
      return wrong;
    }
    if (GuardianRule.isChild(after, now)) {
      LineFinding unagreed = unagreed(entry, after, GuardianRule.agreed(connection, known.id()));
      if (unagreed != null) {
        return unagreed;
      }
    }
    Entry twice = lineOf.putIfAbsent(known.id(), entry);
    if (twice != null) {
      return twice(entry, twice, known.id());
    }
    entry.cards().forEach(card -> byCard.putIfAbsent(card.hex(), entry));
    List<String> fields = Person.changed(before, after);
    List<CardKind> cards = newCards(entry);
    return fields.isEmpty() && cards.isEmpty()
        ? same(entry, match)
        : new LineFinding.Changed(entry.line(), known.id(), before, after, fields, cards);
  }

  private static LineFinding twice(Entry entry, Entry before, @Nullable Long id) {
    long line = before.line().number();
    boolean says =
        before.line().person().equals(entry.line().person())
            && before.line().cards().equals(entry.line().cards());
    return says
        ? new LineFinding.Same(entry.line(), id, "the same person as line " + line)
        : wrong(
            entry,
            Reason.TWICE,
            Map.of("line", "" + line),
            "line %d is of the same person and says something else; leave one of them"
                .formatted(line));
  }

  private @Nullable LineFinding inFile(Entry entry) {
    for (CardEnrolment card : entry.cards()) {
      Entry before = byCard.get(card.hex());
      if (before != null) {
        return sameInFile(entry, before, "the same " + card.kind().wireName() + " card");
      }
    }
    for (ImportKeys.Key key : entry.keys()) {
      Entry before = byKey.get(key);
      if (before != null) {
        return sameInFile(entry, before, "the same " + key.by());
      }
    }
    Entry named = changing && entry.isNameOnly() ? byName.get(entry.nameKey()) : null;
    return named == null ? null : sameInFile(entry, named, "the same name");
  }

  private LineFinding sameInFile(Entry entry, Entry before, String by) {
    if (changing && !entry.isNameOnly()) {
      return twice(entry, before, null);
    }
    List<String> kinds =
        entry.cards().stream()
            .filter(card -> before.cards().stream().noneMatch(own -> own.hex().equals(card.hex())))
            .map(card -> card.kind().wireName())
            .toList();
    String leftOut =
        kinds.isEmpty()
            ? ""
            : "; not registered: its %s card, which can be given to that resident"
                .formatted(String.join(" and ", kinds));
    return new LineFinding.Same(
        entry.line(), null, "%s as line %d%s".formatted(by, before.line().number(), leftOut));
  }
}
