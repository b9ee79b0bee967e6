package daka.rig;

import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.store.file.DataKey;
import daka.store.file.Database;
import daka.store.file.Keys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// A centre to try the kiosk at: a config, and a data folder in which every room has space and
/// every card is registered to a resident of its own.
///
/// @param folder holds all of it, also what the kiosk leaves in its temporary folder
public record Site(Path folder) {
  /// The id of the one reader, which is of kind `http`.
  public static final String READER = "door";

  private static final String PREFIX = "RIG-";

  /// @param upstream where events are forwarded to
  /// @param residents how many there are; see [#card]
  public static Site make(Path folder, URI upstream, int residents)
      throws IOException, SQLException {
    Site site = new Site(folder);
    Files.createDirectories(site.data());
    Files.createDirectories(site.temporary());
    Files.writeString(site.config(), config(site.data(), upstream));
    Database.open(site.data()).close();
    try (Connection connection = site.connect()) {
      connection.setAutoCommit(false);
      site.register(connection, residents);
      connection.commit();
    }
    return site;
  }

  private static String config(Path data, URI upstream) {
    return """
    [centre]
    id = "yimin"
    name = "益民社区邻里中心"
    hours = "00:00-24:00"

    [kiosk]
    id = "entrance"
    room = "hall"
    data = "%s"
    listen = "127.0.0.1:0"

    [[reader]]
    id = "%s"
    kind = "http"

    [upstream]
    url = "%s"
    """
        .formatted(data, READER, upstream);
  }

  /// Has the kiosk forward to this broker, too.
  public void publishTo(URI broker) throws IOException {
    Files.writeString(
        config(), "\n[mqtt]\nurl = \"%s\"\n".formatted(broker), StandardOpenOption.APPEND);
  }

  private void register(Connection connection, int residents) throws IOException, SQLException {
    CardDigests fingerprints =
        new CardDigests(
            Keys.readOrMake(data(), Keys.CARD, DataKey.NONE),
            Keys.readOrMake(data(), Keys.TOWN, DataKey.NONE));
    try (Statement statement = connection.createStatement();
        PreparedStatement resident =
            connection.prepareStatement(
                "INSERT INTO residents (id, name, role, subject, created)"
                    + " VALUES (?, '王小明', 'resident', ?, 0)");
        PreparedStatement subject =
            connection.prepareStatement("INSERT INTO subjects (resident, subject) VALUES (?, ?)");
        PreparedStatement card =
            connection.prepareStatement(
                "INSERT INTO cards (resident, kind, fingerprint, created)"
                    + " VALUES (?, 'qr', ?, 0)")) {
      statement.executeUpdate("UPDATE rooms SET capacity = 100000");
      for (long id = 1; id <= residents; id++) {
        String pseudonym = fingerprints.pseudonym(CardKind.QR, card(id));
        insert(resident, id, pseudonym);
        insert(subject, id, pseudonym);
        insert(card, id, fingerprints.of(CardKind.QR, card(id)).hex());
      }
    }
  }

  private static void insert(PreparedStatement statement, long id, String text)
      throws SQLException {
    statement.setLong(1, id);
    statement.setString(2, text);
    statement.executeUpdate();
  }

  /// The payload of this resident's card.
  ///
  /// @param resident 1 for the first
  public static String card(long resident) {
    return PREFIX + resident;
  }

  /// A connection to the database that knows nothing of the store's code.
  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + database());
  }

  public Path data() {
    return folder.resolve("data");
  }

  /// The file of the database.
  Path database() {
    return data().resolve(Database.FILE);
  }

  public Path config() {
    return folder.resolve("daka.toml");
  }

  /// Where a kiosk that is killed leaves what it would have deleted.
  Path temporary() {
    return folder.resolve("tmp");
  }
}
