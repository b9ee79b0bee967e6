package daka.web.person;

import daka.store.person.MergedPerson;
import daka.store.person.Merges;
import daka.store.register.Registration;
import daka.store.register.Resident;
import daka.store.register.Residents;
import daka.web.access.Access;
import daka.web.http.CentreTime;
import daka.web.http.JsonBody;
import daka.web.http.Parameter;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.http.TypedText;
import daka.web.register.RegisteredReply;
import daka.web.register.ResidentForm;
import daka.web.register.ResidentTag;
import daka.web.register.ResidentsRegister;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/residents/{id}/merge` and `…/unmerge`, and `GET …/merges`, which can be undone:
/// two residents who are one person, for administrators. The two changes need `If-Match` with the
/// tag of the resident who is kept.
public final class MergedResidents implements Resource {
  private static final String PATH = ResidentsRegister.PATH + "/{id}";

  /// @param other the id of the resident who is the same person
  /// @param take the fields that are taken from the other although both say something
  record MergeForm(@Nullable String other, @Nullable List<String> take) {}

  /// The answer to an undoing.
  ///
  /// @param resident who keeps what the other did not have
  /// @param other who is there again
  record Parted(ResidentForm resident, ResidentForm other) {}

  /// The answer.
  record Page(List<Merge> merges) {}

  /// @param other the id that the other had
  /// @param until when it can be undone no longer
  record Merge(String other, String name, String at, String until) {}

  private final JsonBody<MergeForm> body = new JsonBody<>(MergeForm.class);
  private final Access access;
  private final Merges merges;
  private final Residents residents;
  private final ZoneId zone;

  public MergedResidents(Access access, Merges merges, Residents residents, ZoneId zone) {
    this.access = access;
    this.merges = merges;
    this.residents = residents;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH + "/merges", access.need(this::list));
    routes.post(PATH + "/merge", access.need(this::merge));
    routes.post(PATH + "/unmerge", access.need(this::unmerge));
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    present(id);
    CentreTime time = new CentreTime(zone);
    Reply.ok(
        ctx,
        new Page(
            merges.undoable(id).stream()
                .map(
                    merge ->
                        new Merge(
                            Long.toString(merge.other()),
                            merge.name(),
                            time.text(merge.at()),
                            time.text(merge.until())))
                .toList()));
  }

  private Resident present(long id) {
    return residents
        .find(id)
        .orElseThrow(() -> ProblemException.notFound("there is no resident " + id));
  }

  private void merge(Context ctx) {
    Query.allow(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    MergeForm form = body.read(ctx);
    long other = TypedText.id("other", JsonBody.required("other", form.other()));
    Registration merged = merges.merge(id, other, take(form.take()), ResidentTag.seen(ctx));
    if (merged instanceof Registration.Stale(Resident current)) {
      ResidentTag.stale(ctx, current);
      return;
    }
    Resident now = RegisteredReply.done(merged);
    ResidentTag.tell(ctx, now);
    Reply.ok(ctx, ResidentForm.of(now));
  }

  private static Set<String> take(@Nullable List<String> fields) {
    if (fields == null) {
      return Set.of();
    }
    for (@Nullable String field : fields) {
      if (field == null || !MergedPerson.FIELDS.contains(field)) {
        throw ProblemException.badRequest(
            "\"take\" must be a list of " + String.join(", ", MergedPerson.FIELDS));
      }
    }
    return Set.copyOf(fields);
  }

  private void unmerge(Context ctx) {
    Query.allow(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    Registration parted = merges.unmerge(id, ResidentTag.seen(ctx));
    if (parted instanceof Registration.Stale(Resident current)) {
      ResidentTag.stale(ctx, current);
      return;
    }
    Resident other = RegisteredReply.done(parted);
    Reply.ok(ctx, new Parted(ResidentForm.of(present(id)), ResidentForm.of(other)));
  }
}
