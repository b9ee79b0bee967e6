package daka.store.visits;

import daka.store.file.Database;
import daka.store.file.Sql;
import java.sql.SQLException;
import java.time.Instant;

/// Makes databases as they are after years.
public final class ManyVisits {
  private static final int RESIDENTS = 5_000;

  private ManyVisits() {}

  /// Writes visits one after the other, 30 seconds apart and all ended: nine of ten by one of 5,000
  /// residents, the rest by guests.
  public static void write(Database database, int count, Instant first) throws SQLException {
    database.write(
        connection -> {
          Sql.change(
              connection,
              """
              WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
              INSERT INTO residents (id, name, role, subject, created)
              SELECT i,
                substr('王李张刘陈杨黄赵周吴', 1 + i % 10, 1) || substr('伟芳娜敏静丽强磊军洋', 1 + i / 10 % 10, 1)
                  || substr('明华国建文平志秀英兰', 1 + i / 100 % 10, 1),
                'resident', 'subject' || i, 0
              FROM n\
              """,
              RESIDENTS);
          return Sql.change(
              connection,
              """
              WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
              INSERT INTO visits (id, resident, party, room, reader, arrived, departed, ended)
              SELECT i, iif(i % 10 = 0, NULL, 1 + i * 7919 % 5000), iif(i % 10 = 0, 1 + i % 20, 1),
                CASE i % 6 WHEN 0 THEN 'hall' WHEN 1 THEN 'party' WHEN 2 THEN 'civic'
                  WHEN 3 THEN 'veterans' WHEN 4 THEN 'council' ELSE 'sports' END,
                iif(i % 3 = 0, 'counter', 'door'), arrived, arrived + 60000 * (1 + i % 180) + i % 1000,
                CASE i % 5 WHEN 0 THEN 'closing' WHEN 1 THEN 'screen' ELSE 'tap' END
              FROM (SELECT i, ? + i * 30000 + i % 977 AS arrived FROM n)\
              """,
              count,
              first.toEpochMilli());
        });
  }

  /// Makes every further read of the visits fail.
  public static void takeAway(Database database) throws SQLException {
    database.write(
        connection -> Sql.change(connection, "ALTER TABLE visits RENAME TO visits_away"));
  }
}
