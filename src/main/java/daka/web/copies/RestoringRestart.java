package daka.web.copies;

import daka.store.audit.Asker;
import daka.web.settings.Restart;
import java.nio.file.Path;

/// Puts the kiosk together anew, perhaps with a copy in the place of its database.
public interface RestoringRestart extends Restart {

  /// Asks for it, as [#ask()] does. If the copy cannot be restored, the kiosk goes on as before.
  ///
  /// @param asker who wants it
  void restore(Path copy, Asker asker);
}
