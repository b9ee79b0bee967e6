package daka.web.copies;

import static java.nio.charset.StandardCharsets.US_ASCII;

import daka.store.audit.Asker;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.StoreException;
import daka.web.access.Access;
import daka.web.account.SetupCode;
import daka.web.http.AfterAnswer;
import daka.web.http.JsonBody;
import daka.web.http.Precondition;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// `/api/v1/setup/restore`: whoever knows the code on the screen of a kiosk without an
/// administrator has it go on with a copy, instead of becoming the first administrator. The code
/// gives a right for a while, so that a passphrase that was mistyped needs no other code; then a
/// copy is brought and proven, and confirmed.
public final class SetupRestore implements Resource {
  private static final String PATH = "/api/v1/setup/restore";
  private static final int MINUTES = 60;
  private static final int BYTES = 16;
  private static final int ACCEPTED = 202;

  record CodeForm(@Nullable String code) {}

  record PassphraseForm(@Nullable String passphrase) {
    /// Says nothing of what was typed.
    @Override
    public String toString() {
      return "PassphraseForm";
    }
  }

  /// Who may restore, since when, and what they have looked at; null if nothing.
  private record Right(String id, long since, @Nullable String looked) {}

  private final JsonBody<CodeForm> codes = new JsonBody<>(CodeForm.class);
  private final JsonBody<PassphraseForm> passphrases = new JsonBody<>(PassphraseForm.class);
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock bringing = new ReentrantLock();
  private final Access access;
  private final SetupCode code;
  private final AuditLog audit;
  private final BroughtCopy brought;
  private final Upload upload;
  private final Downloads uploads;
  private final LookedCopy.By by;
  private final RestoringRestart restart;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final ZoneId zone;
  private volatile @Nullable Right right;

  /// @param brought where the copy lies until it is restored
  /// @param by what looks at it
  /// @param clock says when it was confirmed
  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @param zone the centre's
  public SetupRestore(
      Access access,
      SetupCode code,
      AuditLog audit,
      BroughtCopy brought,
      LookedCopy.By by,
      RestoringRestart restart,
      InstantSource clock,
      LongSupplier nanos,
      ZoneId zone) {
    this.access = access;
    this.code = code;
    this.audit = audit;
    this.brought = brought;
    this.upload = new Upload(audit, brought);
    this.uploads = new Downloads(nanos);
    this.by = by;
    this.restart = restart;
    this.clock = clock;
    this.nanos = nanos;
    this.zone = zone;
  }

  /// Whether a path is answered to nobody known.
  public static boolean isOpen(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, access.anyone(this::begin));
    routes.post(PATH + "/{id}/uploads", access.anyone(this::askToBring));
    routes.put(PATH + "/{id}/uploads/{upload}", access.anyone(this::bring));
    routes.post(PATH + "/{id}/confirm", access.anyone(this::confirm));
  }

  private void begin(Context ctx) {
    Query.allow(ctx);
    String typed = JsonBody.required("code", codes.read(ctx).code());
    code.requireOpen();
    code.use(ctx, typed);
    byte[] name = new byte[BYTES];
    random.nextBytes(name);
    String id = HexFormat.of().formatHex(name);
    right = new Right(id, nanos.getAsLong(), null);
    Reply.created(ctx, new CopiesApi.Ready(id, PATH + "/" + id + "/uploads", MINUTES));
  }

  /// Whoever comes back is given time anew.
  private Right require(Context ctx) {
    String id = ctx.pathParam("id");
    Right now = right;
    boolean isGood =
        now != null
            && MessageDigest.isEqual(now.id().getBytes(US_ASCII), id.getBytes(US_ASCII))
            && nanos.getAsLong() - now.since() <= TimeUnit.MINUTES.toNanos(MINUTES);
    if (now == null || !isGood) {
      throw ProblemException.notFound(
          "the code that was typed is good for this no more; POST " + PATH + " with another one");
    }
    code.requireOpen();
    Right anew = new Right(now.id(), nanos.getAsLong(), now.looked());
    right = anew;
    return anew;
  }

  private void askToBring(Context ctx) {
    Query.allow(ctx);
    Right now = require(ctx);
    String passphrase = passphrases.read(ctx).passphrase();
    String id = uploads.ask(passphrase == null ? "" : passphrase);
    CopiesApi.ready(ctx, id, PATH + "/" + now.id() + "/uploads");
  }

  /// One at a time: what is confirmed is what was looked at.
  private void bring(Context ctx) {
    Right now = require(ctx);
    if (!bringing.tryLock()) {
      throw ProblemException.of(
          HttpStatus.CONFLICT, "another copy is being brought just now; wait for that one");
    }
    try {
      upload.take(ctx, uploads, ctx.pathParam("upload"));
      LookedCopy looked = by.look(brought.file());
      right = new Right(now.id(), nanos.getAsLong(), looked.missing().isEmpty() ? present() : null);
      Reply.ok(ctx, looked);
    } catch (StoreException e) {
      throw ProblemException.of(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()));
    } finally {
      bringing.unlock();
    }
  }

  /// Another for a file that was changed; null if there is none.
  private @Nullable String present() {
    Path file = brought.file();
    try {
      return Precondition.tagOf(
          List.of(Files.size(file), Files.getLastModifiedTime(file).toMillis()));
    } catch (IOException _) {
      return null;
    }
  }

  private void confirm(Context ctx) {
    Query.allow(ctx);
    Right now = require(ctx);
    if (now.looked() == null || !now.looked().equals(present())) {
      throw ProblemException.of(
          HttpStatus.CONFLICT, "bring a copy first that the kiosk can go on with: POST uploads");
    }
    audit.note(Deed.of("restore.confirmed").from(ctx.ip()));
    right = null;
    restart.restore(brought.file(), new Asker(Asker.By.NOBODY, "", PATH, clock, zone));
    AfterAnswer.run(ctx, restart::begin);
    ctx.status(HttpStatus.forStatus(ACCEPTED));
  }
}
