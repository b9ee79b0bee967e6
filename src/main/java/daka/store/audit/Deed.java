package daka.store.audit;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is to be told of something that was done. Holds ids and names of fields, never a person's
/// values. Who did it, when, and what was asked for, is known from the [Asker].
///
/// @param action such as `resident.changed`: what it is about, a dot, and what became of it
/// @param id of what was made or is meant, where the path that was asked does not say; or null
/// @param fields the names of the fields that were changed
/// @param rows how many, such as the rows of an export or the people of an import; or null
/// @param sha256 over the bytes of an export, or the hash of the entry `about`, in hexadecimal
///   digits; or null
/// @param about the number of the entry that this one belongs to, such as the one that an export
///   began with; or null
/// @param reason why, in somebody's own words; kept beside the chain, so that it can be erased
/// @param from the address on the network that was asked from; or null
public record Deed(
    String action,
    @Nullable String id,
    List<String> fields,
    @Nullable Long rows,
    @Nullable String sha256,
    @Nullable Long about,
    @Nullable String reason,
    @Nullable String from) {
  private static final Pattern ACTION = Pattern.compile("[a-z-]+\\.[a-z-]+");

  /// @throws IllegalArgumentException if the action has another form
  public Deed {
    if (!ACTION.matcher(action).matches()) {
      throw new IllegalArgumentException("an action is written as in resident.changed: " + action);
    }
    fields = List.copyOf(fields);
  }

  /// The deed, with nothing more to tell.
  public static Deed of(String action) {
    return new Deed(action, null, List.of(), null, null, null, null, null);
  }

  public Deed id(long made) {
    return id(Long.toString(made));
  }

  public Deed id(@Nullable String made) {
    return new Deed(action, made, fields, rows, sha256, about, reason, from);
  }

  public Deed fields(List<String> changed) {
    return new Deed(action, id, changed, rows, sha256, about, reason, from);
  }

  public Deed rows(long count) {
    return new Deed(action, id, fields, count, sha256, about, reason, from);
  }

  public Deed sha256(String hash) {
    return new Deed(action, id, fields, rows, hash, about, reason, from);
  }

  public Deed about(long number) {
    return new Deed(action, id, fields, rows, sha256, number, reason, from);
  }

  public Deed because(@Nullable String words) {
    return new Deed(action, id, fields, rows, sha256, about, words, from);
  }

  public Deed from(@Nullable String address) {
    return new Deed(action, id, fields, rows, sha256, about, reason, address);
  }
}
