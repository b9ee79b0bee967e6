-- What a later version might add, for tests: tables of every kind, one of them after thousands of entries.
CREATE TABLE sign_ups (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  resident INTEGER REFERENCES residents (id) ON DELETE CASCADE,
  session  TEXT NOT NULL CHECK (length(session) > 3),
  at       INTEGER NOT NULL,
  day      INTEGER AS (at / 86400000) STORED
) STRICT;
CREATE INDEX sign_ups_by_session ON sign_ups (session);
CREATE TABLE attendance (
  session  TEXT NOT NULL,
  resident INTEGER NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  note     TEXT,
  PRIMARY KEY (session, resident)
) STRICT, WITHOUT ROWID;
CREATE TABLE remarks (word TEXT PRIMARY KEY, said INTEGER NOT NULL) STRICT;
CREATE VIEW signed AS SELECT session, count(*) FROM sign_ups GROUP BY session;
ALTER TABLE rooms ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
