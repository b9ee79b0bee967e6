package daka.kiosk;

import static java.util.Objects.requireNonNull;

import daka.config.Config;
import daka.screen.SetupInvitation;
import daka.store.account.Accounts;
import daka.store.file.StoreException;
import daka.web.lan.LanServer;
import java.util.List;
import org.tinylog.Logger;

/// Invites somebody before the screen to become the first administrator, once the LAN is served and
/// as long as there is none.
final class FirstAdministrator {
  private final Config config;
  private final Accounts accounts;
  private final SetupInvitation invitation;
  private boolean asked;

  FirstAdministrator(Config config, Accounts accounts, SetupInvitation invitation) {
    this.config = config;
    this.accounts = accounts;
    this.invitation = invitation;
  }

  /// Invites if there is need to, and sees to it that the addresses are those of now.
  void invite(LanServer server) {
    try {
      if (!asked && !accounts.hasAdministrator()) {
        invitation.open(addresses(server), server.fingerprint());
      }
      asked = true;
    } catch (StoreException e) {
      Logger.warn("nobody is invited to become administrator yet: {}", e.getMessage());
    }
    if (invitation.isOpen()) {
      invitation.reach(addresses(server), server.fingerprint());
    }
  }

  private List<String> addresses(LanServer server) {
    return server.addresses(requireNonNull(config.lan()).names());
  }
}
