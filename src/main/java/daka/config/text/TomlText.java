package daka.config.text;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/// Changes a TOML text. Safe for use by several threads.
public final class TomlText {
  private static final String BY_HAND = "; change it in the file by hand";

  private TomlText() {}

  /// What came of it.
  public sealed interface Outcome {}

  /// @param text with all that was meant, and nothing else changed
  public record Changed(String text) implements Outcome {}

  /// Nothing was changed.
  ///
  /// @param reason with the cure
  public record Unchangeable(String reason) implements Outcome {}

  /// Makes all the edits, in their order, or none.
  ///
  /// @param text may begin with a byte-order mark and end its lines in either way
  public static Outcome change(String text, List<Edit> edits) {
    String mark = text.startsWith("\ufeff") ? "\ufeff" : "";
    String now = text.substring(mark.length());
    for (Edit edit : edits) {
      Outcome outcome = change(now, edit);
      switch (outcome) {
        case Changed(String changed) -> now = changed;
        case Unchangeable unchangeable -> {
          return unchangeable;
        }
      }
    }
    return new Changed(mark + now);
  }

  private static Outcome change(String text, Edit edit) {
    Map<String, Object> meant = meaning(text);
    if (meant == null) {
      return new Unchangeable("the file is not TOML: mend it by hand first");
    }
    if (!Meaning.apply(meant, edit)) {
      return new Unchangeable("there is no place for it in the file" + BY_HAND);
    }
    try {
      String changed = new TomlEditor(text).edited(edit);
      return Meaning.isAsMeant(meant, edit, meaning(changed))
          ? new Changed(changed)
          : new Unchangeable("it is written in a way that cannot be changed safely" + BY_HAND);
    } catch (TomlScanner.Unexpected e) {
      return new Unchangeable("the file cannot be changed safely: " + e.getMessage() + BY_HAND);
    } catch (IllegalArgumentException e) {
      return new Unchangeable("this cannot be written: " + e.getMessage());
    }
  }

  /// What a text says; null if it is no TOML.
  static @Nullable Map<String, Object> meaning(String text) {
    try {
      TomlParseResult toml = Toml.parse(text);
      return toml.hasErrors() ? null : Meaning.of(toml);
    } catch (TomlParseError | AssertionError | StackOverflowError e) {
      // The first is thrown for a wrong escape in the name of a section, the second for some in a
      // text.
      return null;
    }
  }
}
