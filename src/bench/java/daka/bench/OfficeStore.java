package daka.bench;

import daka.checkin.CardDigests;
import daka.store.OpenStore;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.rescue.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The data folder of a centre with as many people and visits as asked for, the visits over five
/// years until now, and an administrator. Some people have the same name, some the telephone of
/// somebody else, as in life. The journal does not tell of the visits, since nothing measured here
/// reads it.
///
/// @param folder to start a kiosk on
/// @param people who have visits, with the ids from `first` on; those before have a card to tap
///   with and have never been here
record OfficeStore(Path folder, int first, int people, long visits) {
  static final String ADMINISTRATOR = "bench";
  static final String PASSWORD = "purple tin eats a slow river";
  static final int INSIDE = 200;

  private static final Duration SPAN = Duration.ofDays(5 * 365);
  private static final Duration STAY = Duration.ofMinutes(40);
  private static final int AUDIT = 10_000;
  private static final String FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧";
  private static final String GIVEN =
      "秀英桂兰建国玉珍志强淑芬丽华德明文斌春梅永福小燕轩雅静子涵家豪美玲振海波涛军勇敏杰娟艳超鹏辉霞刚平"
          + "红云飞龙凤琴莲香月明亮光荣昌盛安康乐天宇浩然思远佳怡欣悦梦琪诗婷嘉俊逸晨阳雨泽";

  /// @param taps how many are registered beside who have never been here
  static OfficeStore make(Path folder, int people, long visits, int taps)
      throws SQLException, IOException {
    ServedKiosk.prepare(folder, taps);
    try (OpenStore store = new OpenStore(folder)) {
      accounts(store.database, store.fingerprints);
      audit(store.database);
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = OFF");
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -200000");
      connection.setAutoCommit(false);
      people(connection, taps + people);
      connection.commit();
      visits(statement, people, visits, taps);
      connection.commit();
    }
    // As if the copy of this night had been made: making it would be measured too.
    Files.createFile(folder.resolve(Backup.NIGHTLY));
    return new OfficeStore(folder, taps + 1, people, visits);
  }

  private static void accounts(Database database, CardDigests digests) {
    new Accounts(database, digests)
        .addFirst(AccountName.of(ADMINISTRATOR), PASSWORD, Instant.now());
  }

  private static void audit(Database database) throws SQLException {
    database.write(
        connection -> {
          for (int i = 0; i < AUDIT; i++) {
            AuditLog.append(connection, Deed.of("resident.changed").id(i).fields(List.of("name")));
          }
          return AUDIT;
        });
  }

  /// Gives those who are there names of their own, and adds the others.
  private static void people(Connection connection, int count) throws SQLException {
    Random random = new Random(14);
    try (PreparedStatement person =
            connection.prepareStatement(
                "INSERT INTO residents (id, name, role, phone, born, subject, created)"
                    + " VALUES (?, ?, 'resident', ?, ?, 'subject-' || ?1, 0)"
                    + " ON CONFLICT (id) DO UPDATE"
                    + " SET name = ?2, phone = ?3, born = ?4");
        Statement statement = connection.createStatement()) {
      for (int id = 1; id <= count; id++) {
        person.setInt(1, id);
        person.setString(2, name(random));
        person.setString(3, phone(random, id));
        person.setString(4, born(random));
        person.executeUpdate();
      }
      statement.executeUpdate("INSERT OR IGNORE INTO subjects SELECT id, subject FROM residents");
      statement.executeUpdate(
          "INSERT INTO cards (resident, kind, fingerprint, created) SELECT id, 'qr', subject, 0"
              + " FROM residents WHERE id NOT IN (SELECT resident FROM cards)");
    }
  }

  /// Some families are larger than others.
  private static String name(Random random) {
    double share = random.nextDouble();
    String name = one(FAMILY, share * share) + one(GIVEN, random.nextDouble());
    return random.nextInt(6) == 0 ? name : name + one(GIVEN, random.nextDouble());
  }

  private static String one(String of, double place) {
    int at = (int) (place * of.length());
    return of.substring(at, at + 1);
  }

  private static @Nullable String phone(Random random, int id) {
    int holder = random.nextInt(50) == 0 ? Math.max(1, id - 1) : id;
    return random.nextInt(10) == 0 ? null : "138%08d".formatted(holder);
  }

  private static @Nullable String born(Random random) {
    int year = 1930 + random.nextInt(85);
    return switch (random.nextInt(10)) {
      case 0 -> null;
      case 1 -> Integer.toString(year);
      default -> "%d-%02d-%02d".formatted(year, 1 + random.nextInt(12), 1 + random.nextInt(28));
    };
  }

  /// The last few have not ended and began within minutes.
  private static void visits(Statement statement, int people, long visits, int taps)
      throws SQLException {
    long stay = STAY.toMillis();
    statement.executeUpdate(
        """
        WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < %1$d),
          began AS (SELECT n, n > %1$d - %2$d AS open,
            iif(n > %1$d - %2$d, %3$d - (%1$d - n) * 1000, %3$d - %4$d - 600000 - (%1$d - n) * %5$d) AS at
          FROM many)
        INSERT INTO visits (id, resident, party, room, reader, arrived, departed, ended, evidence)
        SELECT n, iif(n %% 50 = 0 AND NOT open, NULL, %6$d + 1 + n * 7919 %% %7$d), 1 + (n %% 40 = 0),
          CASE n %% 6 WHEN 0 THEN 'sports' WHEN 1 THEN 'party' WHEN 2 THEN 'civic' ELSE 'hall' END,
          iif(n %% 3 = 0, 'counter', 'door'), at, iif(open, NULL, at + %4$d),
          iif(open, NULL, iif(n %% 90 = 0, 'staff', 'tap')), iif(n %% 7 = 0, 'rfid', 'qr')
        FROM began\
        """
            .formatted(
                visits,
                INSIDE,
                Instant.now().toEpochMilli(),
                stay,
                SPAN.toMillis() / visits,
                taps,
                people));
  }
}
