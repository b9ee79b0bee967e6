package daka.store.audit;

import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// On whose behalf this thread works, as the audit log tells it. Bound where a request comes in or
/// a command begins; what is bound holds for all that is called from there, on the same thread.
///
/// @param by what kind of asker it is
/// @param who the name of a token or an account, or the id of a member of staff in the register;
///   empty if there is nothing to tell them apart by
/// @param target the path and query that was asked, without a person's values; empty if nothing was
/// @param clock says when
/// @param zone the offset that times are told with
public record Asker(By by, String who, String target, InstantSource clock, ZoneId zone) {
  private static final ScopedValue<Asker> CURRENT = ScopedValue.newInstance();

  /// What kind of asker it is; told by its name in lower case.
  public enum By {
    /// A bearer token.
    TOKEN,
    /// Somebody who has signed in.
    ACCOUNT,
    /// A member of staff at a screen of the kiosk, by card or PIN.
    STAFF,
    /// A screen of the kiosk, nobody having unlocked it.
    PAGE,
    /// A command of this program.
    COMMAND,
    /// The kiosk by itself.
    KIOSK,
    /// Somebody on the LAN who has not said who it is, or not truthfully.
    NOBODY
  }

  /// The kiosk by itself.
  public static Asker kiosk(InstantSource clock, ZoneId zone) {
    return new Asker(By.KIOSK, "kiosk", "", clock, zone);
  }

  /// A command of this program, such as `token`.
  public static Asker command(String name, InstantSource clock) {
    return new Asker(By.COMMAND, name, "", clock, ZoneId.systemDefault());
  }

  /// Whoever this thread works for; the kiosk by itself if nobody is bound.
  public static Asker current() {
    return CURRENT.isBound()
        ? CURRENT.get()
        : kiosk(InstantSource.system(), ZoneId.systemDefault());
  }

  /// Does the work on behalf of this asker.
  public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work)
      throws X {
    return ScopedValue.where(CURRENT, this).call(work);
  }

  /// The same for work that throws nothing checked.
  public void run(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }
}
