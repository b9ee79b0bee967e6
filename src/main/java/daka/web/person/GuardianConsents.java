package daka.web.person;

import daka.store.register.Consent;
import daka.store.register.Consents;
import daka.web.access.Access;
import daka.web.http.JsonBody;
import daka.web.http.Parameter;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import daka.web.register.ConsentForm;
import daka.web.register.ResidentTag;
import daka.web.register.ResidentsRegister;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Predicate;

/// `/api/v1/residents/{id}/consents`: what guardians agreed to, for administrators. The revision is
/// that of all consents of the person.
public final class GuardianConsents implements Resource {
  private static final String PATH = ResidentsRegister.PATH + "/{id}/consents";

  /// The answer.
  ///
  /// @param removed what left the register because no consent covers it any longer
  record Page(List<ConsentForm> consents, List<String> removed) {}

  private final JsonBody<ConsentForm> body = new JsonBody<>(ConsentForm.class);
  private final Access access;
  private final Consents consents;

  public GuardianConsents(Access access, Consents consents) {
    this.access = access;
    this.consents = consents;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::list));
    routes.put(PATH + "/{consent}", access.need(this::put));
    routes.delete(PATH + "/{consent}", access.need(this::delete));
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    answer(ctx, present(ctx), List.of());
  }

  private List<Consent> present(Context ctx) {
    long id = Parameter.id(ctx, "id", "resident");
    List<Consent> present = consents.list(id);
    if (present == null) {
      throw ProblemException.notFound("there is no resident " + id);
    }
    return present;
  }

  private static void answer(Context ctx, List<Consent> consents, List<String> removed) {
    Precondition.tag(ctx, tag(consents));
    Reply.ok(ctx, new Page(forms(consents), removed));
  }

  private static List<ConsentForm> forms(List<Consent> consents) {
    return consents.stream().map(ConsentForm::of).toList();
  }

  private static String tag(List<Consent> consents) {
    return ResidentTag.of(forms(consents));
  }

  private void put(Context ctx) {
    Query.allow(ctx);
    String seen = Precondition.seen(ctx, tag(present(ctx)));
    Consent consent = body.read(ctx).consent(id(ctx));
    tell(ctx, consents.put(Parameter.id(ctx, "id", "resident"), consent, isSeen(seen)));
  }

  private void delete(Context ctx) {
    Query.allow(ctx);
    String seen = Precondition.seen(ctx, tag(present(ctx)));
    tell(ctx, consents.delete(Parameter.id(ctx, "id", "resident"), id(ctx), isSeen(seen)));
  }

  private static Predicate<List<Consent>> isSeen(String seen) {
    return now -> tag(now).equals(seen);
  }

  private static String id(Context ctx) {
    String id = ctx.pathParam("consent");
    if (!TypedText.isName(id)) {
      throw ProblemException.badRequest(
          "the id of a consent is chosen by you: 1 to 40 letters, digits and hyphens, such as a"
              + " UUID");
    }
    return id;
  }

  private static void tell(Context ctx, Consents.Outcome outcome) {
    switch (outcome) {
      case Consents.Outcome.Done(var now, var removed) ->
          answer(ctx, now, removed.stream().map(Consent.Scope::wireName).sorted().toList());
      case Consents.Outcome.Unknown(String what) ->
          throw ProblemException.notFound("there is no " + what);
      case Consents.Outcome.Stale(var current) ->
          Precondition.stale(ctx, new Page(forms(current), List.of()), tag(current));
    }
  }
}
