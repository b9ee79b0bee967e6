package daka.store.register;

import daka.checkin.CardKind;
import daka.store.register.ResidentImport.Line;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an import makes of one line.
public sealed interface LineFinding {
  /// Where it stands in what is imported.
  long number();

  /// Somebody who is not there yet.
  record New(Line line) implements LineFinding {
    @Override
    public long number() {
      return line.number();
    }
  }

  /// Somebody who is there already, and of whom the line says nothing new.
  ///
  /// @param resident the id in the register, or null if an earlier line is of the same person
  /// @param why by what it is known
  record Same(Line line, @Nullable Long resident, String why) implements LineFinding {
    @Override
    public long number() {
      return line.number();
    }
  }

  /// Somebody who is there already, and is changed.
  ///
  /// @param fields the names of those that differ
  /// @param cards kinds of the cards that are added
  record Changed(
      Line line,
      long resident,
      Person before,
      Person after,
      List<String> fields,
      List<CardKind> cards)
      implements LineFinding {
    @Override
    public long number() {
      return line.number();
    }
  }

  /// A line that stands against the register, or against another.
  ///
  /// @param reason for programs, and for pages in other languages
  /// @param values that the reason speaks of, by name
  /// @param why what stands against it, and the cure
  record Wrong(long number, String name, Reason reason, Map<String, String> values, String why)
      implements LineFinding {}

  /// Why a line is wrong.
  enum Reason {
    /// An earlier line has the same card at another name.
    CARD_OF_LINE,
    /// Its cards belong to several people.
    SEVERAL_PEOPLE,
    /// Its card belongs to one person, its name and phone to another.
    CARD_OF_ANOTHER,
    /// Its card, or its id's card, belongs to somebody of another name.
    OTHER_NAME,
    /// There is nobody of its id.
    NO_SUCH_ID,
    /// An earlier line is of the same person and says something else.
    TWICE,
    /// Only the name and the year or month of birth are the same, and the phone is another.
    PERHAPS_SOMEBODY_ELSE,
    /// Several people have this name, and the line says no more.
    NAME_OF_SEVERAL,
    /// Is under 14, and no guardian agreed to what the line says.
    NO_CONSENT,
    /// Becomes staff with a card that staff gave.
    UNSEEN_CARD
  }
}
