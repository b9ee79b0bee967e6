package daka.web.access;

import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.StoreException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tinylog.Logger;

/// An export, as the audit log tells it: who asked for what stands there before the first byte, and
/// how many rows of which SHA-256 after the last. If the former cannot be written, nothing is
/// exported.
public final class AuditedExport {
  private final AuditLog log;
  private final String what;
  private final long begun;
  private final MessageDigest sha256 = sha256();

  private AuditedExport(AuditLog log, String what, long begun) {
    this.log = log;
    this.what = what;
    this.begun = begun;
  }

  /// Notes that an export begins, on behalf of the current [daka.store.audit.Asker].
  ///
  /// @param what as in `visits`; the actions are `visits.export`, then `visits.exported` or
  ///   `visits.broken-off`
  /// @throws StoreException if it cannot be noted: then nothing is to be exported
  public static AuditedExport begin(AuditLog log, String what) {
    return new AuditedExport(log, what, log.note(Deed.of(what + ".export")));
  }

  /// Notes an export that is whole before its first byte is sent, by one entry.
  ///
  /// @throws StoreException if it cannot be noted: then nothing is to be exported
  public static void whole(AuditLog log, String what, byte[] bytes, long rows) {
    String hash = HexFormat.of().formatHex(sha256().digest(bytes));
    log.note(Deed.of(what + ".exported").rows(rows).sha256(hash));
  }

  /// The number of the entry that tells that it begins.
  public long number() {
    return begun;
  }

  /// Where the export is to be written to, so that its bytes count.
  public OutputStream to(OutputStream out) {
    return new DigestOutputStream(out, sha256);
  }

  /// The last byte is written, or there will be no more although it is not whole.
  ///
  /// @param whole whether all of it was written
  /// @param rows how many were
  public void close(boolean whole, long rows) {
    String hash = HexFormat.of().formatHex(sha256.digest());
    String action = what + (whole ? ".exported" : ".broken-off");
    try {
      log.note(Deed.of(action).about(begun).rows(rows).sha256(hash));
    } catch (StoreException e) {
      Logger.error("how export {} ended was not noted: {}", begun, e.getMessage());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }
}
