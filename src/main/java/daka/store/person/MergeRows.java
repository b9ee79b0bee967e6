package daka.store.person;

import static java.util.Objects.requireNonNull;

import daka.checkin.CardKind;
import daka.store.file.Sql;
import daka.store.register.Person;
import daka.store.register.PseudonymKind;
import daka.store.register.Relation;
import daka.store.register.ResidentRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of two residents, `kept` and `other`, within the transaction that merges or parts them.
/// What is moved is noted by its ids, so that the same is moved back.
final class MergeRows {
  /// What the other is and has, and what the one who is kept says before. An array that comes out
  /// of a query of its own is taken for text unless `json` says that it is none.
  private static final String UNDO =
      """
      SELECT json_object(
        'name', b.name, 'role', b.role, 'phone', b.phone, 'born', b.born, 'language', b.language,
        'note', b.note, 'child', b.child, 'created', b.created,
        'subject', b.subject, 'subject_kind', b.subject_kind,
        'subjects', json((SELECT json_group_array(subject) FROM subjects WHERE resident = b.id)),
        'cards', json((SELECT json_group_array(id) FROM cards WHERE resident = b.id)),
        'consents', json((SELECT json_group_array(id) FROM consents WHERE resident = b.id)),
        'accounts', json((SELECT json_group_array(id) FROM accounts WHERE resident = b.id)),
        'family', json((SELECT json_group_array(json_array(relative, relation)) FROM family
                   WHERE resident = b.id)),
        'joined', json((SELECT json_group_array(relative) FROM family f
                   WHERE f.resident = b.id AND f.relative <> a.id AND NOT EXISTS
                     (SELECT 1 FROM family g WHERE g.resident = a.id AND g.relative = f.relative))),
        'different', json((SELECT json_group_array(iif(one = b.id, other, one)) FROM different_people
                      WHERE one = b.id OR other = b.id)),
        'code', (SELECT hash FROM codes WHERE resident = b.id),
        'wrong', (SELECT wrong FROM codes WHERE resident = b.id),
        'before', json_object('name', a.name, 'phone', a.phone, 'born', a.born,
          'language', a.language, 'note', a.note, 'child', a.child,
          'subject', a.subject, 'subject_kind', a.subject_kind))
      FROM residents a, residents b WHERE a.id = ?1 AND b.id = ?2\
      """;

  /// Everything of the other becomes the kept one's (?1 kept, ?2 other).
  private static final List<String> MOVE =
      List.of(
          "INSERT OR IGNORE INTO subjects (resident, subject)"
              + " SELECT ?1, subject FROM subjects WHERE resident = ?2",
          "UPDATE visits SET resident = ?1 WHERE resident = ?2",
          "UPDATE cards SET resident = ?1 WHERE resident = ?2",
          "UPDATE accounts SET resident = ?1 WHERE resident = ?2",
          "UPDATE own_ids SET resident = ?1 WHERE resident = ?2",
          "UPDATE sign_ins SET resident = ?1 WHERE resident = ?2",
          "UPDATE consents SET resident = ?1 WHERE resident = ?2",
          "INSERT OR IGNORE INTO codes (resident, hash, wrong)"
              + " SELECT ?1, hash, wrong FROM codes WHERE resident = ?2",
          "INSERT OR IGNORE INTO family (resident, relative, relation)"
              + " SELECT ?1, relative, relation FROM family WHERE resident = ?2 AND relative <> ?1",
          "INSERT OR IGNORE INTO family (resident, relative, relation)"
              + " SELECT resident, ?1, relation FROM family WHERE relative = ?2 AND resident <> ?1",
          "INSERT OR IGNORE INTO different_people (one, other)"
              + " SELECT min(?1, third), max(?1, third) FROM (SELECT iif(one = ?2, other, one)"
              + " AS third FROM different_people WHERE one = ?2 OR other = ?2) WHERE third <> ?1",
          "UPDATE merges SET kept = ?1 WHERE kept = ?2");

  /// What was moved goes back (?1 kept, ?2 other, ?3 what is needed to undo it).
  private static final List<String> MOVE_BACK =
      List.of(
          "INSERT INTO residents (id, name, role, phone, born, language, note, child, subject,"
              + " subject_kind, created) SELECT ?2, ?3 ->> 'name', ?3 ->> 'role', ?3 ->> 'phone',"
              + " ?3 ->> 'born', ?3 ->> 'language', ?3 ->> 'note', ?3 ->> 'child',"
              + " ?3 ->> 'subject', ?3 ->> 'subject_kind', ?3 ->> 'created'",
          // While they were one, entries called visits of either by what the one was called.
          "INSERT OR IGNORE INTO subjects (resident, subject)"
              + " SELECT ?2, value FROM json_each(?3, '$.subjects')"
              + " UNION SELECT ?2, subject FROM subjects WHERE resident = ?1",
          "UPDATE visits SET resident = ?2 WHERE resident = ?1 AND id IN"
              + " (SELECT visit FROM merged_visits WHERE merge ="
              + " (SELECT max(id) FROM merges WHERE kept = ?1))",
          "UPDATE cards SET resident = ?2"
              + " WHERE resident = ?1 AND id IN (SELECT value FROM json_each(?3, '$.cards'))",
          "UPDATE accounts SET resident = ?2"
              + " WHERE resident = ?1 AND id IN (SELECT value FROM json_each(?3, '$.accounts'))",
          "UPDATE sign_ins SET resident = ?2 WHERE resident = ?1 AND account IN (SELECT value FROM"
              + " json_each(?3, '$.accounts'))",
          "UPDATE consents SET resident = ?2"
              + " WHERE resident = ?1 AND id IN (SELECT value FROM json_each(?3, '$.consents'))",
          "DELETE FROM codes WHERE resident = ?1 AND hash = ?3 ->> 'code'",
          "INSERT INTO codes (resident, hash, wrong)"
              + " SELECT ?2, ?3 ->> 'code', ?3 ->> 'wrong' WHERE ?3 ->> 'code' IS NOT NULL",
          "DELETE FROM family WHERE (resident = ?1"
              + " AND relative IN (SELECT value FROM json_each(?3, '$.joined')))"
              + " OR (relative = ?1 AND resident IN (SELECT value FROM json_each(?3, '$.joined')))",
          "UPDATE merges SET kept = ?2 WHERE kept = ?1 AND onto = ?2");

  private record FamilyRow(long relative, Relation relation) {}

  private final Connection connection;
  private final long kept;
  private final long other;

  MergeRows(Connection connection, long kept, long other) {
    this.connection = connection;
    this.kept = kept;
    this.other = other;
  }

  /// Merges the two.
  ///
  /// @param merged what is said of the one they are
  /// @return how many visits were moved
  long merge(Person merged, Instant now) throws SQLException {
    // Ids of consents are unique for one person only.
    change(
        "UPDATE consents SET id = id || '-' || ?2 WHERE resident = ?2 AND id IN"
            + " (SELECT id FROM consents WHERE resident = ?1)");
    long merge =
        requireNonNull(
            Sql.first(
                connection,
                "INSERT INTO merges (kept, onto, other, at, undo) VALUES (?1, ?1, ?2, ?3, ("
                    + UNDO
                    + ")) RETURNING id",
                row -> row.getLong(1),
                kept,
                other,
                now.toEpochMilli()));
    int visits =
        Sql.change(
            connection,
            "INSERT INTO merged_visits (merge, visit) SELECT ?, id FROM visits WHERE resident = ?",
            merge,
            other);
    for (String sql : MOVE) {
      change(sql);
    }
    takeStrongerSubject();
    change("DELETE FROM residents WHERE id = ?2");
    ResidentRows.update(connection, kept, merged);
    note(merge, merged);
    return visits;
  }

  /// What is given but not used by a statement would be an error, so each begins by naming it all.
  private int change(String sql) throws SQLException {
    return Sql.change(connection, "WITH who(kept, other) AS (VALUES (?1, ?2)) " + sql, kept, other);
  }

  /// One person has the same pseudonym in every centre that shares the town key, so the one that
  /// says best who somebody is counts.
  private void takeStrongerSubject() throws SQLException {
    if (PseudonymKind.isStronger(subjectKind(other), subjectKind(kept))) {
      change(
          "UPDATE residents SET (subject, subject_kind) ="
              + " (SELECT subject, subject_kind FROM residents WHERE id = ?2) WHERE id = ?1");
    }
  }

  private @Nullable CardKind subjectKind(long resident) throws SQLException {
    String kind =
        Sql.first(
            connection,
            "SELECT coalesce(subject_kind, '') FROM residents WHERE id = ?",
            row -> row.getString(1),
            resident);
    return kind == null ? null : CardKind.ofWireName(kind).orElse(null);
  }

  /// Notes what the merge made of the one who is kept: what is changed later is not undone.
  private void note(long merge, Person merged) throws SQLException {
    Sql.change(
        connection,
        "UPDATE merges SET undo = json_set(undo, '$.after', json_object('name', ?2, 'phone', ?3,"
            + " 'born', ?4, 'language', ?5, 'note', ?6, 'child', ?7, 'subject', ?8)) WHERE id = ?1",
        merge,
        merged.name(),
        merged.phone(),
        merged.born(),
        merged.language(),
        merged.note(),
        merged.child(),
        subject(kept));
  }

  /// Parts the two again.
  ///
  /// @return how many visits were moved back
  long unmerge() throws SQLException {
    String undo = undo();
    int visits = 0;
    for (String sql : MOVE_BACK) {
      int changed = changeBack(sql, undo);
      visits += sql.startsWith("UPDATE visits") ? changed : 0;
    }
    restoreFamily(undo);
    for (String field : List.of("name", "phone", "born", "language", "note", "child", "subject")) {
      restore(field, undo);
    }
    change("DELETE FROM merges WHERE id = (SELECT max(id) FROM merges WHERE kept = ?1)");
    return visits;
  }

  private String undo() throws SQLException {
    return requireNonNull(
        Sql.first(
            connection,
            "SELECT undo FROM merges WHERE kept = ? ORDER BY id DESC LIMIT 1",
            row -> row.getString(1),
            kept));
  }

  private int changeBack(String sql, String undo) throws SQLException {
    return Sql.change(
        connection,
        "WITH who(kept, other, undo) AS (VALUES (?1, ?2, ?3)) " + sql,
        kept,
        other,
        undo);
  }

  /// With those who are still in the register.
  private void restoreFamily(String undo) throws SQLException {
    String relatives = " FROM json_each(?3, '$.family') JOIN residents r ON r.id = value ->> 0";
    changeBack(
        "INSERT OR IGNORE INTO family (resident, relative, relation) SELECT ?2, r.id, value ->> 1"
            + relatives,
        undo);
    for (FamilyRow row :
        Sql.all(
            connection,
            "SELECT relative, relation FROM family WHERE resident = ?",
            found ->
                new FamilyRow(
                    found.getLong(1),
                    Relation.ofWireName(found.getString(2)).orElse(Relation.RELATIVE)),
            other)) {
      Sql.change(
          connection,
          "INSERT OR IGNORE INTO family (resident, relative, relation) VALUES (?, ?, ?)",
          row.relative(),
          other,
          row.relation().inverse().wireName());
    }
    changeBack(
        "INSERT OR IGNORE INTO different_people (one, other) SELECT min(?2, r.id), max(?2, r.id)"
            + " FROM json_each(?3, '$.different') JOIN residents r ON r.id = value",
        undo);
  }

  private void restore(String field, String undo) throws SQLException {
    String kind = field.equals("subject") ? ", subject_kind = ?3 ->> '$.before.subject_kind'" : "";
    changeBack(
        ("UPDATE residents SET %1$s = ?3 ->> '$.before.%1$s'%2$s"
                + " WHERE id = ?1 AND %1$s IS ?3 ->> '$.after.%1$s'")
            .formatted(field, kind),
        undo);
  }

  /// What the town knows a resident by.
  String subject(long resident) throws SQLException {
    return requireNonNull(
        Sql.first(
            connection,
            "SELECT subject FROM residents WHERE id = ?",
            row -> row.getString(1),
            resident));
  }
}
