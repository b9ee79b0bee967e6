package daka.web.door;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import daka.store.account.Account;
import daka.store.audit.Asker;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.copies.SealedCopy;
import daka.store.file.StoreException;
import daka.web.copies.BroughtCopy;
import daka.web.copies.LookedCopy;
import daka.web.copies.RestoringRestart;
import daka.web.door.RestorableCopies.Found;
import daka.web.door.RestorableCopies.Source;
import daka.web.http.AfterAnswer;
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
import java.io.InputStream;
import java.nio.file.Files;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A copy is restored before the kiosk alone, on a page that an administrator's own staff card has
/// unlocked: `GET /screen/restore` tells the copies there are, `POST /screen/restore/look` proves
/// one and tells what is in it and what would be lost, after `POST /screen/restore/open` if it is
/// sealed, and `POST /screen/restore/confirm` has the kiosk restart with it.
public final class RestoreTouches implements Resource {
  private static final String PATH = "/screen/restore";
  private static final int ACCEPTED = 202;

  /// @param why the last one that was confirmed was not restored, or taken back; left out if there
  ///   is nothing to say
  record Copies(List<Choice> copies, @Nullable String why) {}

  record Choice(String id, Source source, String name, long bytes, boolean sealed) {
    static Choice of(Found found) {
      return new Choice(found.id(), found.source(), found.name(), found.bytes(), found.sealed());
    }
  }

  record Looked(String id, String name, @JsonUnwrapped LookedCopy copy) {}

  record Form(@Nullable String copy) {}

  record OpenForm(@Nullable String copy, @Nullable String passphrase) {
    /// Says nothing of what was typed.
    @Override
    public String toString() {
      return "OpenForm";
    }
  }

  private final JsonBody<Form> body = new JsonBody<>(Form.class);
  private final JsonBody<OpenForm> openBody = new JsonBody<>(OpenForm.class);
  private final AdministratorAtScreen administrators;
  private final AuditLog audit;
  private final RestorableCopies copies;
  private final BroughtCopy brought;
  private final LookedCopy.By by;
  private final RestoringRestart restart;
  private final @Nullable String undone;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Semaphore looking = new Semaphore(1);
  private volatile @Nullable String looked;

  /// @param brought where one that is sealed is opened
  /// @param by what looks at one
  /// @param undone why the last one that was restored was taken back; null if none was
  /// @param clock says when it was confirmed
  /// @param zone the centre's
  public RestoreTouches(
      AdministratorAtScreen administrators,
      AuditLog audit,
      RestorableCopies copies,
      BroughtCopy brought,
      LookedCopy.By by,
      RestoringRestart restart,
      @Nullable String undone,
      InstantSource clock,
      ZoneId zone) {
    this.administrators = administrators;
    this.audit = audit;
    this.copies = copies;
    this.brought = brought;
    this.by = by;
    this.restart = restart;
    this.undone = undone;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.post(PATH + "/open", this::open);
    routes.post(PATH + "/look", this::look);
    routes.post(PATH + "/confirm", this::confirm);
  }

  private Account administrator(Context ctx) {
    Account account = administrators.find(ctx);
    if (account == null) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "a copy is restored after the staff card of a person whose account is an administrator's;"
              + " present that card");
    }
    return account;
  }

  private void list(Context ctx) {
    Query.allow(ctx);
    administrator(ctx);
    String why = restart.why() == null ? undone : restart.why();
    Reply.ok(ctx, new Copies(copies.find().stream().map(Choice::of).toList(), why));
  }

  private Found find(Context ctx) {
    return find(JsonBody.required("copy", body.read(ctx).copy()));
  }

  private Found find(String id) {
    return copies.find().stream()
        .filter(found -> found.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "this copy is not there any more, or was changed; choose anew"));
  }

  /// What was in it takes the place of the copy that was brought.
  private void open(Context ctx) {
    Query.allow(ctx);
    Account account = administrator(ctx);
    OpenForm form = openBody.read(ctx);
    Found found = find(JsonBody.required("copy", form.copy()));
    String passphrase = JsonBody.required("passphrase", form.passphrase());
    alone(ctx);
    looked = null;
    try (InputStream in = Files.newInputStream(found.file())) {
      if (!brought.fits(found.bytes())) {
        throw ProblemException.of(
            HttpStatus.INSUFFICIENT_STORAGE, "the kiosk's disk has no space for it; make space");
      }
      brought.receive(in, passphrase);
      asker(ctx, account).run(() -> audit.note(Deed.of("copy.brought").rows(found.bytes())));
      Found opened = copies.findBrought();
      if (opened == null) {
        throw new IOException("it is gone again");
      }
      Reply.ok(ctx, Choice.of(opened));
    } catch (SealedCopy.WrongPassphraseException _) {
      throw ProblemException.badRequest("\"passphrase\" does not open this copy; type it again");
    } catch (IOException e) {
      throw ProblemException.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          found.name() + " was not opened: " + e.getMessage() + "; take another copy");
    } finally {
      looking.release();
    }
  }

  private void alone(Context ctx) {
    if (!looking.tryAcquire()) {
      ctx.header(Header.RETRY_AFTER, "10");
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE, "a copy is being proven just now; try again soon");
    }
  }

  private void look(Context ctx) {
    Query.allow(ctx);
    administrator(ctx);
    Found found = find(ctx);
    alone(ctx);
    try {
      LookedCopy copy = by.look(found.file());
      looked = copy.missing().isEmpty() ? found.id() : null;
      Reply.ok(ctx, new Looked(found.id(), found.name(), copy));
    } catch (StoreException e) {
      throw ProblemException.of(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()));
    } finally {
      looking.release();
    }
  }

  /// Of a copy that was looked at and has not changed since.
  private void confirm(Context ctx) {
    Query.allow(ctx);
    Account account = administrator(ctx);
    Found found = find(ctx);
    if (!found.id().equals(looked)) {
      throw ProblemException.of(
          HttpStatus.CONFLICT, "look at this copy first: POST " + PATH + "/look");
    }
    Asker asker = asker(ctx, account);
    asker.run(() -> audit.note(Deed.of("restore.confirmed").rows(found.bytes())));
    looked = null;
    restart.restore(found.file(), asker);
    AfterAnswer.run(ctx, restart::begin);
    ctx.status(HttpStatus.forStatus(ACCEPTED));
  }

  private Asker asker(Context ctx, Account account) {
    return new Asker(Asker.By.ACCOUNT, account.name(), ctx.path(), clock, zone);
  }
}
