package daka.web.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import daka.store.audit.AuditLog;
import daka.store.person.Erasure;
import daka.store.person.PersonalData;
import daka.store.register.Registration;
import daka.store.register.Resident;
import daka.web.access.Access;
import daka.web.access.AuditedExport;
import daka.web.http.HeadAsGet;
import daka.web.http.Json;
import daka.web.http.Parameter;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import daka.web.register.RegisteredReply;
import daka.web.register.ResidentTag;
import daka.web.register.ResidentsRegister;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/residents/{id}/everything`: all that is kept of one person, as a file to read; and
/// `POST …/erase`, after which nobody knows who it was. For administrators.
public final class OnePerson implements Resource {
  private static final String PATH = ResidentsRegister.PATH + "/{id}";

  /// @param overwritten whether no byte of it is left in the database's files
  /// @param remains what there still is, and why
  record Erased(
      int cards, int pseudonyms, int reasons, boolean overwritten, List<Remains> remains) {}

  /// @param what `visits`, `journal`, `audit`, `copy` or `town`
  /// @param count how many, if that is known
  record Remains(String what, @Nullable Long count, String why) {}

  private final Access access;
  private final AuditLog audit;
  private final PersonalData data;
  private final Erasure erasure;
  private final InstantSource clock;
  private final ZoneId zone;

  public OnePerson(
      Access access,
      AuditLog audit,
      PersonalData data,
      Erasure erasure,
      InstantSource clock,
      ZoneId zone) {
    this.access = access;
    this.audit = audit;
    this.data = data;
    this.erasure = erasure;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH + "/everything", access.need(this::everything));
    routes.post(PATH + "/erase", access.need(this::erase));
  }

  private void everything(Context ctx) {
    Query.allow(ctx);
    long id = Parameter.id(ctx, "id", "resident");
    EverythingForm form =
        data.read(id)
            .map(all -> EverythingForm.of(all, clock.instant(), zone))
            .orElseThrow(() -> ProblemException.notFound("there is no resident " + id));
    byte[] file = readable(form);
    if (!HeadAsGet.isAsked(ctx.req())) {
      AuditedExport.whole(audit, "person", file, 1);
    }
    ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"resident-" + id + ".json\"");
    Reply.json(ctx, HttpStatus.OK, file);
  }

  /// For people, so with a line for each thing.
  private static byte[] readable(EverythingForm form) {
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(form);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing all that is kept of a person as JSON", e);
    }
  }

  private void erase(Context ctx) {
    Query.allow(ctx);
    switch (erasure.erase(Parameter.id(ctx, "id", "resident"), ResidentTag.seen(ctx))) {
      case Erasure.Outcome.Done done -> Reply.ok(ctx, erased(done));
      case Erasure.Outcome.Refused(Registration.Stale(Resident current)) ->
          ResidentTag.stale(ctx, current);
      case Erasure.Outcome.Refused(Registration why) -> RegisteredReply.done(why);
    }
  }

  private static Erased erased(Erasure.Outcome.Done done) {
    List<Remains> remains = new ArrayList<>();
    remains.add(
        new Remains(
            "visits",
            (long) done.visits(),
            "as nobody's: the centre's figures stay right, and nobody can tell whose they were"));
    remains.add(
        new Remains(
            "journal",
            (long) done.pseudonyms(),
            "pseudonyms in entries up to "
                + done.entries()
                + ": an entry that is taken out would break the proof of all others. They belong to"
                + " nobody now, and go with the days that the journal is kept. One that was made"
                + " from a card can be made again only by who has that card and the town's key"));
    remains.add(
        new Remains(
            "audit",
            null,
            "that it was done, with the number of the resident and no name; it is kept for "
                + Erasure.auditYears()
                + " years"));
    remains.add(
        new Remains(
            "copy",
            null,
            "the nightly copy has the person until it is made anew next night; so has each copy"
                + " that was taken elsewhere, until that is deleted there"));
    remains.add(
        new Remains(
            "town",
            null,
            "what was forwarded, under the pseudonyms alone; an entry tells the town that the"
                + " person was erased here"));
    return new Erased(done.cards(), done.pseudonyms(), done.reasons(), done.overwritten(), remains);
  }
}
