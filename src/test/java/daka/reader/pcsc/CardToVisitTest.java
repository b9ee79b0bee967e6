package daka.reader.pcsc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daka.check.Alone;
import daka.check.Needs;
import daka.device.Waiting;
import daka.reader.card.Chip;
import daka.rig.KioskProcess;
import daka.rig.Site;
import daka.store.file.Database;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The jar as it is delivered, with the real pcscd: a card that is laid becomes a visit.
@Needs.Rig
@Timeout(120)
class CardToVisitTest {
  private static final Path JAR = Path.of("target", "daka.jar").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void a_card_that_is_laid_on_a_reader_of_pcscd_becomes_a_visit() throws Exception {
    assumeTrue(Files.exists(JAR), JAR + " is missing: run mvn verify");
    Site site = Site.make(folder, URI.create("http://127.0.0.1:9/"), 2);
    Files.writeString(
        site.config(),
        """

        [[reader]]
        id = "card"
        kind = "pcsc"
        device = "%s"
        """
            .formatted(Pcscd.READER),
        StandardOpenOption.APPEND);
    try (Alone _ = Alone.with(Pcscd.NAME);
        Pcscd pcscd = Pcscd.start(folder);
        KioskProcess kiosk =
            new KioskProcess(
                KioskProcess.java(
                    folder,
                    List.of(
                        "-jar", JAR.toString(), "run", "--config", site.config().toString())))) {
      kiosk.awaitReady();
      try (VirtualCard _ = VirtualCard.lay(pcscd, Chip.ntag("04A1B2C3D4E5F6", Site.card(1)))) {
        Waiting.await("a visit", () -> count(site, "visits WHERE departed IS NULL") == 1);
      }
      try (VirtualCard _ = VirtualCard.lay(pcscd, Chip.ntag("04A1B2C3D4E5F7"))) {
        Waiting.await("a card to register", () -> count(site, "waiting WHERE kind = 'rfid'") == 1);
      }
      assertEquals(1, count(site, "visits WHERE departed IS NULL"));
    }
  }

  private static int count(Site site, String table) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + site.data().resolve(Database.FILE));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
