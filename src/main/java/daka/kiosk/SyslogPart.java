package daka.kiosk;

import daka.config.Config;
import daka.event.Entry;
import daka.health.Part;
import daka.store.audit.AuditCursor;
import daka.store.audit.AuditLog;
import daka.upstream.AuditFeed;
import daka.upstream.SyslogForwarder;
import daka.upstream.Tls;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// Sends the audit log to another machine, if the config says where.
public final class SyslogPart {
  private SyslogPart() {}

  /// @param parts what has to be closed again is added here
  /// @return how it is; nothing if the config names no machine
  static List<Supplier<Part>> open(
      Config config, OpenedStore vault, InstantSource clock, Parts parts) {
    Config.Audit audit = config.audit();
    if (audit == null) {
      return List.of();
    }
    SyslogForwarder forwarder =
        parts.add(
            new SyslogForwarder(
                new StoredFeed(new AuditLog(vault.database()), new AuditCursor(vault.database())),
                audit.syslog(),
                tls(audit),
                config.kiosk().id() + "." + config.centre().id(),
                Thread::sleep,
                clock,
                new SecureRandom()));
    forwarder.start();
    return List.of(forwarder::health);
  }

  /// Connects to the machine, to see whether it answers; nothing if the config names none.
  public static List<Part> check(Config config) {
    Config.Audit audit = config.audit();
    return audit == null
        ? List.of()
        : List.of(SyslogForwarder.check(audit.syslog(), tls(audit), InstantSource.system()));
  }

  private static Tls tls(Config.Audit audit) {
    return new Tls(audit.caFile(), null, null, null);
  }

  private record StoredFeed(AuditLog log, AuditCursor cursor) implements AuditFeed {
    @Override
    public long position() {
      return cursor.position();
    }

    @Override
    public List<Entry> after(long number, int limit) {
      return log.after(number, limit);
    }

    @Override
    public void advance(long number) {
      cursor.advance(number);
    }

    @Override
    public byte[] key() {
      return cursor.key();
    }
  }
}
