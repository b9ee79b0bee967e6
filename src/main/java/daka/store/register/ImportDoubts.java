package daka.store.register;

import daka.checkin.Role;
import daka.store.register.ImportCheck.Entry;
import daka.store.register.LineFinding.Reason;
import daka.store.register.LineFinding.Wrong;
import daka.store.register.RegisterLook.Known;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What keeps a line from changing the person it seems to be of: nobody is overwritten by somebody
/// else who is alike. Whoever is sure says so by the id.
final class ImportDoubts {
  private static final int WHOLE_DAY = "1948-05-17".length();

  private final RegisterLook register;
  private final Connection connection;

  ImportDoubts(RegisterLook register, Connection connection) {
    this.register = register;
    this.connection = connection;
  }

  /// @param after what would stand in the register
  /// @return null if there is no doubt
  @Nullable Wrong of(Entry entry, Known known, Person after) throws SQLException {
    boolean isSure = entry.line().resident() != null;
    Person before = known.person();
    String id = Long.toString(known.id());
    if (!isSure && !ImportKeys.name(before.name()).equals(entry.nameKey())) {
      return wrong(
          entry,
          Reason.OTHER_NAME,
          Map.of("id", id, "name", before.name()),
          ("its card belongs to resident %s, %s; find out whose it is, or write %s into a column id"
                  + " if the name is to be changed")
              .formatted(id, before.name(), id));
    }
    if (!isSure && entry.isNameOnly() && register.isOfSeveral(entry.nameKey())) {
      return wrong(
          entry,
          Reason.NAME_OF_SEVERAL,
          Map.of(),
          "several people have this name; say the phone, the birth or the id");
    }
    if (!isSure && isOnlyAlike(entry, before)) {
      return wrong(
          entry,
          Reason.PERHAPS_SOMEBODY_ELSE,
          Map.of("id", id),
          ("resident %s has the same name and birth and another phone; write %s into a column id if"
                  + " it is the same person, or the whole day of birth if it is somebody else")
              .formatted(id, id));
    }
    if (after.role() == Role.STAFF
        && before.role() != Role.STAFF
        && RegisterLook.cardByStaff(connection, known.id()) != null) {
      return wrong(
          entry,
          Reason.UNSEEN_CARD,
          Map.of("id", id),
          ("resident %s would become staff and has a card that staff gave; look at the card first,"
                  + " and block or delete it, or vouch for it")
              .formatted(id));
    }
    return null;
  }

  /// Two people of one name can well be born in one year; that they were on one day is unlikely.
  private boolean isOnlyAlike(Entry entry, Person before) {
    Person person = entry.line().person();
    return entry.cards().stream().allMatch(card -> register.holder(card) == null)
        && person.phone() != null
        && before.phone() != null
        && person.born() != null
        && person.born().length() < WHOLE_DAY
        && !ImportKeys.phone(before.phone()).equals(person.phone());
  }

  private static Wrong wrong(Entry entry, Reason reason, Map<String, String> values, String why) {
    return new Wrong(entry.line().number(), entry.line().person().name(), reason, values, why);
  }
}
