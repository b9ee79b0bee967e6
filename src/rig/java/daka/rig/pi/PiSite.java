package daka.rig.pi;

import daka.rig.Site;
import daka.store.file.Database;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/// What a kiosk in a virtual Pi is started with: its config, the options of its Java, and a store
/// with residents, which is copied to where the machine has it in memory.
///
/// @param folder is `/site` in the machine
/// @param token of role admin
public record PiSite(Path folder, String token) {
  /// Where the kiosk's data is in the machine, for the config.
  public static final String DATA = "/var/lib/daka";

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

  /// A room with [#PLACES] places; all others have space for everybody.
  public static final String SMALL_ROOM = "veterans";

  public static final int PLACES = 20;

  /// @param residents how many there are; [Site#card] is what their cards say
  /// @param config of the kiosk
  /// @param jvmOptions the delivered file of them
  public static PiSite make(Path folder, int residents, String config, Path jvmOptions)
      throws IOException, SQLException {
    Site site = Site.make(folder, NOWHERE, residents);
    String token;
    try (Database database = Database.open(site.data())) {
      token = new Tokens(database).issue("rig", TokenRole.ADMIN, Instant.now()).orElseThrow();
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + site.data().resolve(Database.FILE));
        PreparedStatement room =
            connection.prepareStatement("UPDATE rooms SET capacity = ? WHERE id = ?")) {
      room.setInt(1, PLACES);
      room.setString(2, SMALL_ROOM);
      room.executeUpdate();
    }
    Files.writeString(site.config(), config);
    Files.copy(jvmOptions, folder.resolve("jvm.options"));
    return new PiSite(folder, token);
  }

  /// Lays the store into the memory of a machine whose site this is.
  public void layInto(VirtualPi pi) throws IOException {
    pi.run("mkdir -p " + DATA + " && cp -r /site/data/. " + DATA + "/");
  }
}
