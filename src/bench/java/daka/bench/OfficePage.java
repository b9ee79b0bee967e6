package daka.bench;

import java.util.List;

/// What a page of the office asks for, and the SQL that reads the same rows.
///
/// @param path of the request
/// @param sql queries, one after the other; none if what is asked for is not in the database
/// @param limit the goal: how many times what the SQL takes; 0 if the issue sets none
record OfficePage(String name, String path, List<String> sql, double limit) {
  private static final double GOAL = 3;

  static OfficePage of(String name, String path, String... sql) {
    return new OfficePage(name, "/api/v1/" + path, List.of(sql), GOAL);
  }

  /// One for which there is no goal beside its SQL.
  OfficePage apart() {
    return new OfficePage(name, path, sql, 0);
  }
}
