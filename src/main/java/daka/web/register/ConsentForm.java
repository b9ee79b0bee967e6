package daka.web.register;

import daka.store.register.Consent;
import daka.store.register.Consent.Scope;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.TypedText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a guardian agreed to, in JSON.
///
/// @param id where it stands; never sent, the path has it
/// @param scope what may be kept: `phone`, `born`, `number`; all of it if it is left out
/// @param given the day it was given
/// @param withdrawn the day from which it holds no longer
public record ConsentForm(
    @Nullable String id,
    @Nullable String guardian,
    @Nullable String relation,
    @Nullable List<String> scope,
    @Nullable String given,
    @Nullable String withdrawn) {
  private static final int NAME = 100;
  private static final int RELATION = 40;

  /// The id of a consent that is given with a new resident.
  static final String FIRST = "first";

  public static ConsentForm of(Consent consent) {
    LocalDate withdrawn = consent.withdrawn();
    return new ConsentForm(
        consent.id(),
        consent.guardian(),
        consent.relation(),
        consent.scope().stream().map(Scope::wireName).sorted().toList(),
        consent.given().toString(),
        withdrawn == null ? null : withdrawn.toString());
  }

  /// @param as the id it is to have
  /// @throws ProblemException 400 that names the field that is not as it should be
  public Consent consent(String as) {
    if (id != null && !id.equals(as)) {
      throw ProblemException.badRequest("\"id\" is not the one in the path; leave it out");
    }
    LocalDate from = day("given", JsonBody.required("given", given));
    LocalDate until = withdrawn == null ? null : day("withdrawn", withdrawn);
    if (until != null && until.isBefore(from)) {
      throw ProblemException.badRequest("\"withdrawn\" is before \"given\"; correct one of them");
    }
    return new Consent(
        as,
        TypedText.line("guardian", guardian, NAME),
        TypedText.optionalLine("relation", relation, RELATION),
        scope == null ? EnumSet.allOf(Scope.class) : scopes(scope),
        from,
        until);
  }

  private static Set<Scope> scopes(List<String> names) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (@Nullable String name : names) {
      scopes.add(Scope.ofWireName(name == null ? "" : name).orElseThrow(ConsentForm::wrongScope));
    }
    return scopes;
  }

  private static ProblemException wrongScope() {
    return ProblemException.badRequest(
        "\"scope\" must be a list of "
            + Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.joining(", ")));
  }

  private static LocalDate day(String field, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 1900 && day.getYear() <= 2199) {
        return day;
      }
    } catch (DateTimeException _) {
      // Told below.
    }
    throw ProblemException.badRequest("\"" + field + "\" must be a day such as 2026-12-01");
  }
}
