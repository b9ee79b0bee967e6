package daka.store.rescue;

import daka.event.CanonicalEvent;
import daka.event.Contradiction;
import daka.event.HashChain;
import daka.store.audit.AuditLog;
import daka.store.file.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes the audit log provable again out of the entries that could be read. One that was changed
/// is as lost as one that could not be read; where entries are lost, a new one says so.
final class SalvagedAudit {
  private final Connection fresh;
  private final List<AuditLog.Found> afterLoss = new ArrayList<>();
  private long number;
  private byte[] hash = new byte[32];
  private long dropped;

  SalvagedAudit(Connection fresh) {
    this.fresh = fresh;
  }

  /// @param cut whether entries may be lost at the end
  /// @param margin how many numbers are left out then, so that none is used twice
  void mend(boolean cut, long margin) throws SQLException {
    try (Statement query = fresh.createStatement();
        ResultSet rows =
            query.executeQuery("SELECT number, entry, hash FROM audit ORDER BY number");
        PreparedStatement drop = fresh.prepareStatement("DELETE FROM audit WHERE number = ?")) {
      while (rows.next()) {
        AuditLog.Found found = new AuditLog.Found(rows.getLong(1), rows.getBytes(3));
        if (isSound(found, rows.getString(2))) {
          number = found.number();
          hash = found.hash();
        } else {
          dropped += Sql.change(drop, found.number());
        }
      }
    }
    Sql.change(fresh, "DELETE FROM audit_reasons WHERE number NOT IN (SELECT number FROM audit)");
    boolean atTheEnd = cut || dropped > 0 || margin > SalvagedJournal.MARGIN;
    long step = atTheEnd ? margin : 1;
    for (AuditLog.Found found : afterLoss) {
      AuditLog.appendLoss(fresh, step, found);
      step = 1;
    }
    if (afterLoss.isEmpty() && step > 1) {
      AuditLog.appendLoss(fresh, step, null);
    }
  }

  /// Where the one before is lost, an entry is taken on trust, unless it or a later one tells of
  /// that already.
  private boolean isSound(AuditLog.Found found, String entry) throws SQLException {
    try {
      CanonicalEvent.read(found.number(), entry);
    } catch (Contradiction _) {
      return false;
    }
    if (Arrays.equals(HashChain.next(hash, entry), found.hash())
        && (found.number() == number + 1 || AuditLog.isOf(AuditLog.LOST, entry))) {
      return true;
    }
    if (found.number() == number + 1) {
      return false;
    }
    if (!AuditLog.tellsOfGap(fresh, number == 0, found)) {
      afterLoss.add(found);
    }
    return true;
  }
}
