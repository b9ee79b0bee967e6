package daka.web.copies;

import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.web.http.Body;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Takes a copy in as it comes, in little memory, whatever its size.
public final class Upload {
  private static final List<String> TYPES =
      List.of("application/octet-stream", "application/pkcs7-mime");

  private final AuditLog audit;
  private final BroughtCopy brought;

  Upload(AuditLog audit, BroughtCopy brought) {
    this.audit = audit;
    this.brought = brought;
  }

  /// Whether a copy is put to this path, which takes long.
  public static boolean isFor(String path) {
    return path.startsWith(CopiesApi.UPLOADS + "/") || SetupRestore.isOpen(path);
  }

  /// @param uploads whose passphrases were sent
  /// @param id the name of the one that begins
  void take(Context ctx, Downloads uploads, String id) {
    Query.allow(ctx);
    Body.typeOfAnyEncoding(ctx, TYPES);
    String passphrase = uploads.begin(id);
    if (passphrase == null) {
      throw ProblemException.notFound(
          "no upload of this name waits: each begins once, within "
              + Downloads.MINUTES
              + " minutes; ask for another where this one was asked for");
    }
    try {
      if (!brought.fits(Math.max(0, ctx.req().getContentLengthLong()))) {
        throw ProblemException.of(
            HttpStatus.INSUFFICIENT_STORAGE,
            "the kiosk's disk has no space for it; make space, or bring it on a stick");
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(ctx.req().getInputStream(), digest)) {
        brought.receive(in, passphrase.isEmpty() ? null : passphrase);
        in.transferTo(OutputStream.nullOutputStream());
      }
      audit.note(
          Deed.of("copy.brought")
              .rows(Files.size(brought.file()))
              .sha256(HexFormat.of().formatHex(digest.digest())));
    } catch (IOException e) {
      throw ProblemException.of(
          HttpStatus.UNPROCESSABLE_CONTENT, "the copy was not taken in: " + e.getMessage());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
