package daka.web.copies;

import com.fasterxml.jackson.annotation.JsonInclude;
import daka.health.Part;
import daka.health.Progress;
import daka.store.account.Passwords;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.audit.LastDeed;
import daka.store.copies.CopyContents;
import daka.store.copies.CopyNote;
import daka.web.access.Access;
import daka.web.http.CentreTime;
import daka.web.http.Json;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// `/api/v1/copies`: when the copy of the night was made and what was proven of it, one made anew,
/// and its download, sealed under a passphrase.
public final class CopiesApi implements Resource {
  private static final String PATH = "/api/v1/copies";
  private static final String DOWNLOADS = PATH + "/downloads";
  static final String UPLOADS = PATH + "/uploads";
  private static final String BROUGHT = PATH + "/brought";
  private static final int ACCEPTED = 202;

  /// @param nightly the copy there is; null if there is none
  /// @param late whether it is older than it should be, or there is none
  /// @param state of the copy, as `/healthz` tells it
  /// @param detail why it was not made, or where it lies
  /// @param cure what somebody should do about it; empty if nothing
  /// @param making how far the one is that is made now; null if none is
  /// @param taken when one was last taken elsewhere from here; null if none was
  /// @param brought what somebody has brought to be restored at the kiosk; null if nobody has
  record Answer(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Copy nightly,
      boolean late,
      Part.State state,
      String detail,
      String cure,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Step making,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Taken taken,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Copy brought) {}

  /// A copy.
  ///
  /// @param made when
  /// @param last what the clock told at the last entry in it; null if there is none
  /// @param proof what `verify` said of it; null if it tells of none
  record Copy(
      String made,
      long bytes,
      @Nullable String last,
      long visits,
      long people,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Proven proof) {}

  /// @param notes what could not be proven, and why
  record Proven(long entries, long visits, long open, long audited, List<String> notes) {
    static @Nullable Proven of(@Nullable CopyNote note) {
      return note == null
          ? null
          : new Proven(note.entries(), note.visits(), note.open(), note.audited(), note.notes());
    }
  }

  /// @param done how many of `total`; both 0 while that is not known
  record Step(String what, long done, long total) {
    static Step of(Progress.Seen seen) {
      return new Step(seen.what(), seen.done(), seen.total());
    }
  }

  record Taken(String at, String who) {}

  record Form(@Nullable String passphrase) {}

  /// @param path where it begins, once
  /// @param minutes within which it has to
  record Ready(String id, String path, int minutes) {}

  private final JsonBody<Form> body = new JsonBody<>(Form.class);
  private final Access access;
  private final AuditLog audit;
  private final NightlyOne nightly;
  private final Passwords passwords;
  private final Downloads downloads;
  private final Downloads uploads;
  private final SealedDownload download;
  private final BroughtCopy brought;
  private final Upload upload;
  private final CentreTime time;

  /// @param brought what is brought to be restored
  /// @param passwords what a passphrase may be
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @param zone the centre's
  public CopiesApi(
      Access access,
      AuditLog audit,
      NightlyOne nightly,
      BroughtCopy brought,
      Passwords passwords,
      LongSupplier nanos,
      ZoneId zone) {
    this.access = access;
    this.audit = audit;
    this.nightly = nightly;
    this.passwords = passwords;
    this.downloads = new Downloads(nanos);
    this.uploads = new Downloads(nanos);
    this.brought = brought;
    this.upload = new Upload(audit, brought);
    this.download = new SealedDownload(access, audit, nightly::file, zone);
    this.time = new CentreTime(zone);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, access.need(this::tell));
    routes.post(PATH + "/nightly", access.need(this::make));
    routes.post(DOWNLOADS, access.need(this::ask));
    routes.get(DOWNLOADS + "/{id}", access.need(ctx -> download.answer(ctx, downloads)));
    routes.post(UPLOADS, access.need(this::askToBring));
    routes.put(UPLOADS + "/{id}", access.need(this::bring));
    routes.delete(BROUGHT, access.need(this::drop));
  }

  private void tell(Context ctx) {
    Query.allow(ctx);
    Reply.ok(ctx, answer());
  }

  private Answer answer() {
    Part health = nightly.health();
    Step making =
        nightly
            .progress()
            .map(Step::of)
            .orElse(nightly.isAsked() ? new Step("waiting for its turn", 0, 0) : null);
    return new Answer(
        copy(),
        nightly.isLate(),
        health.state(),
        health.detail(),
        health.cure(),
        making,
        taken(),
        brought());
  }

  private @Nullable Copy copy() {
    return copy(nightly.file());
  }

  private @Nullable Copy brought() {
    return copy(brought.file());
  }

  private @Nullable Copy copy(Path file) {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      CopyContents contents = CopyContents.of(file);
      CopyNote note = contents.note();
      return new Copy(
          time.text(
              note == null
                  ? Files.getLastModifiedTime(file).toInstant()
                  : Instant.ofEpochMilli(note.made())),
          contents.bytes(),
          contents.last(),
          contents.visits(),
          contents.people(),
          Proven.of(note));
    } catch (IOException e) {
      Logger.warn("a copy cannot be read: {}", e.getMessage());
      return null;
    }
  }

  private @Nullable Taken taken() {
    return LastDeed.find(audit, SealedDownload.EXPORT + ".exported")
        .map(deed -> new Taken(time.text(deed.at()), deed.who()))
        .orElse(null);
  }

  private void make(Context ctx) {
    Query.allow(ctx);
    nightly.ask();
    Reply.json(ctx, HttpStatus.forStatus(ACCEPTED), Json.bytes(answer()));
  }

  private void ask(Context ctx) {
    Query.allow(ctx);
    String passphrase = JsonBody.required("passphrase", body.read(ctx).passphrase());
    passwords
        .fault(passphrase, "")
        .ifPresent(
            fault -> {
              throw ProblemException.badRequest("\"passphrase\" " + fault);
            });
    if (!Files.exists(nightly.file())) {
      throw ProblemException.of(
          HttpStatus.CONFLICT,
          "there is no copy yet; POST " + PATH + "/nightly makes one, which may take minutes");
    }
    ready(ctx, downloads.ask(passphrase), DOWNLOADS);
  }

  static void ready(Context ctx, @Nullable String id, String path) {
    if (id == null) {
      ctx.header(Header.RETRY_AFTER, "60");
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "many were asked for and not begun; begin one of those, or try in a minute");
    }
    Reply.created(ctx, new Ready(id, path + "/" + id, Downloads.MINUTES));
  }

  /// A copy that is not sealed needs no passphrase.
  private void askToBring(Context ctx) {
    Query.allow(ctx);
    String passphrase = body.read(ctx).passphrase();
    ready(ctx, uploads.ask(passphrase == null ? "" : passphrase), UPLOADS);
  }

  private void bring(Context ctx) {
    upload.take(ctx, uploads, ctx.pathParam("id"));
    Reply.ok(ctx, answer());
  }

  private void drop(Context ctx) {
    Query.allow(ctx);
    try {
      brought.drop();
    } catch (IOException e) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE, "it cannot be deleted: " + e.getMessage());
    }
    audit.note(Deed.of("copy.dropped"));
    ctx.status(HttpStatus.NO_CONTENT);
  }
}
