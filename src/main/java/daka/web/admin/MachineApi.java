package daka.web.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import daka.host.RecentLog;
import daka.host.StorageWear;
import daka.store.audit.AuditLog;
import daka.store.register.TokenRole;
import daka.web.access.Access;
import daka.web.access.AuditedExport;
import daka.web.http.Query;
import daka.web.http.Reply;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a technician asks of the machine: `GET /api/v1/storage`, how worn the storage is, and for
/// administrators `GET /api/v1/log`, what the program has logged in the last day.
public final class MachineApi implements Resource {

  /// @param kind what the storage is
  /// @param usedPercent how much of its life is used up at most; null if nothing tells
  /// @param spare what is left of its reserve; null if nothing tells
  /// @param worn whether somebody should think of a new one; null if nothing tells
  record Storage(
      String device,
      StorageWear.Kind kind,
      @Nullable Integer usedPercent,
      StorageWear.@Nullable Spare spare,
      @Nullable Boolean worn) {}

  private final Access access;
  private final AuditLog audit;
  private final Supplier<StorageWear> wear;
  private final RecentLog log;

  /// @param wear of the storage that the data folder is on; asked for each answer
  /// @param log of the program
  public MachineApi(Access access, AuditLog audit, Supplier<StorageWear> wear, RecentLog log) {
    this.access = access;
    this.audit = audit;
    this.wear = wear;
    this.log = log;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/storage", access.need(this::storage, TokenRole.STAFF, TokenRole.AUDITOR));
    routes.get("/api/v1/log", access.need(this::log));
  }

  private void storage(Context ctx) {
    Query.allow(ctx);
    Reply.ok(
        ctx,
        switch (wear.get()) {
          case StorageWear.Told told ->
              new Storage(
                  told.device(), told.kind(), told.usedPercent(), told.spare(), told.isWorn());
          case StorageWear.Untold(String device, StorageWear.Kind kind) ->
              new Storage(device, kind, null, null, null);
        });
  }

  /// The program stamps its lines by the machine's clock, so that is asked what a day is.
  private void log(Context ctx) {
    Query.allow(ctx);
    RecentLog.Kept kept = log.lines(Instant.now());
    List<String> lines = kept.lines();
    String text =
        (kept.isWhole() ? "" : "(there was more, which is not kept)\n")
            + String.join("\n", lines)
            + (lines.isEmpty() ? "" : "\n");
    byte[] bytes = text.getBytes(UTF_8);
    AuditedExport.whole(audit, "log", bytes, lines.size());
    ctx.contentType("text/plain; charset=utf-8")
        .header(Header.CONTENT_DISPOSITION, "attachment; filename=\"daka-log.txt\"")
        .result(bytes);
  }
}
