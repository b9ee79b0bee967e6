package daka.web.copies;

import daka.store.audit.AuditLog;
import daka.store.copies.SealedCopy;
import daka.web.access.Access;
import daka.web.access.AuditedExport;
import daka.web.access.WatchedExport;
import daka.web.http.HeadAsGet;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.tinylog.Logger;

/// Sends the copy, sealed, while it is read: in little memory, whatever its size. Who takes it
/// stands in the audit log before its first byte, and how many bytes of which hash after its last.
final class SealedDownload {
  static final String EXPORT = "copy";

  private static final String TYPE = "application/pkcs7-mime; smime-type=authEnveloped-data";
  private static final int CHUNK = 64 * 1024;

  /// Sealing takes a processor.
  private static final int AT_ONCE = 1;

  private final Access access;
  private final AuditLog audit;
  private final Supplier<Path> file;
  private final ZoneId zone;
  private final Semaphore places = new Semaphore(AT_ONCE);

  SealedDownload(Access access, AuditLog audit, Supplier<Path> file, ZoneId zone) {
    this.access = access;
    this.audit = audit;
    this.file = file;
    this.zone = zone;
  }

  /// Counts what passes.
  private static final class Counted extends FilterOutputStream {
    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      bytes++;
    }

    @Override
    public void write(byte[] more, int begin, int length) throws IOException {
      out.write(more, begin, length);
      bytes += length;
    }
  }

  void answer(Context ctx, Downloads downloads) {
    Query.allow(ctx);
    String id = ctx.pathParam("id");
    if (!downloads.has(id)) {
      throw ProblemException.notFound(
          "no download of this name waits: each begins once, within "
              + Downloads.MINUTES
              + " minutes; POST /api/v1/copies/downloads gives another");
    }
    if (!places.tryAcquire()) {
      ctx.header(Header.RETRY_AFTER, "10");
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "another copy is being downloaded; try again in ten seconds");
    }
    try (InputStream copy = Files.newInputStream(file.get())) {
      head(ctx);
      String passphrase = HeadAsGet.isAsked(ctx.req()) ? null : downloads.begin(id);
      if (passphrase != null) {
        send(ctx, copy, passphrase);
      }
    } catch (IOException e) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE, "the copy cannot be read: " + e.getMessage());
    } finally {
      places.release();
    }
  }

  private void head(Context ctx) throws IOException {
    String day =
        LocalDate.ofInstant(Files.getLastModifiedTime(file.get()).toInstant(), zone).toString();
    ctx.res().setContentType(TYPE);
    ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"daka-copy-" + day + ".cms\"");
  }

  private void send(Context ctx, InputStream copy, String passphrase) throws IOException {
    AuditedExport export = AuditedExport.begin(audit, EXPORT);
    Counted out = new Counted(export.to(ctx.res().getOutputStream()));
    boolean whole = false;
    try (WatchedExport _ = WatchedExport.begin(ctx, access.standing(ctx))) {
      seal(copy, out, passphrase);
      whole = true;
    } catch (IOException e) {
      Logger.info("a download of the copy broke off: {}", e.getMessage());
      WatchedExport.cut(ctx);
    } catch (RuntimeException e) {
      Logger.error(e, "a download of the copy broke off");
      WatchedExport.cut(ctx);
    } finally {
      export.close(whole, out.bytes);
    }
  }

  /// Gives way after each piece, so that no download keeps a processor from other requests.
  @SuppressWarnings("ThreadPriorityCheck")
  private static void seal(InputStream copy, OutputStream out, String passphrase)
      throws IOException {
    try (OutputStream sealed = SealedCopy.seal(out, passphrase)) {
      byte[] chunk = new byte[CHUNK];
      for (int count = copy.read(chunk); count >= 0; count = copy.read(chunk)) {
        sealed.write(chunk, 0, count);
        Thread.yield();
      }
    }
    out.flush();
  }
}
