package daka.board;

import daka.checkin.Hours;
import daka.checkin.Scan;
import daka.checkin.StaffMember;
import daka.store.audit.Asker;
import daka.store.audit.Asker.By;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.StoreException;
import daka.store.register.StaffCards;
import java.time.InstantSource;
import java.util.Optional;
import org.tinylog.Logger;

/// Who may open the board today. A register that cannot be read opens it to nobody.
///
/// @param clock says which day it is at the centre
public record StaffAtScreens(StaffCards cards, AuditLog audit, Hours hours, InstantSource clock) {

  /// The member of staff who presented a card that is good. That it opens the board is noted beside
  /// the tap, which does not wait for it.
  public Optional<StaffMember> ofCard(Scan.Presented presented) {
    try {
      Optional<StaffMember> member = cards.ofCard(presented, hours.day(clock.instant()));
      member.ifPresent(
          known -> Thread.ofVirtual().name("audit-card").start(() -> noteOpening(known)));
      return member;
    } catch (StoreException e) {
      Logger.warn("a staff card opens nothing: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void noteOpening(StaffMember member) {
    new Asker(By.STAFF, Long.toString(member.resident()), "", clock, hours.zone())
        .run(() -> audit.noteIfPossible(Deed.of("screen.unlocked")));
  }

  /// Whether somebody who has opened a screen still may.
  public boolean isStill(StaffMember member) {
    try {
      return cards.isStill(member, hours.day(clock.instant()));
    } catch (StoreException e) {
      Logger.warn("the screens of staff are locked: {}", e.getMessage());
      return false;
    }
  }
}
