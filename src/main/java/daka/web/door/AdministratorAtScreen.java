package daka.web.door;

import daka.checkin.StaffMember;
import daka.screen.PageKey;
import daka.screen.Screen;
import daka.screen.StaffSessions;
import daka.store.account.Account;
import daka.store.account.Accounts;
import daka.store.register.TokenRole;
import daka.web.access.PageCookie;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// Whether a page of the kiosk was unlocked by the own staff card of an administrator; a PIN is not
/// enough.
public record AdministratorAtScreen(Screen screen, Accounts accounts) {

  /// The account of that person, who has used the page now; null if nobody like that has unlocked
  /// it.
  public @Nullable Account find(Context ctx) {
    StaffMember member = member(ctx);
    return member == null || !member.administrator()
        ? null
        : accounts.ofPerson(member.resident(), TokenRole.ADMIN).orElse(null);
  }

  /// Who has unlocked the page, whatever they may; null if nobody has.
  private @Nullable StaffMember member(Context ctx) {
    PageKey page = PageCookie.find(ctx);
    StaffSessions.Session session = page == null ? null : screen.sessions().use(page);
    return session == null ? null : session.who();
  }
}
