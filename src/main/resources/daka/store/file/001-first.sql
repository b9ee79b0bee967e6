-- Times are milliseconds since 1970 UTC; days are ISO dates of the centre. STRICT, so that a wrong type is
-- an error and not a surprise years later.

-- The visit log is read with the control characters 30 and 31 between rows and fields (VisitLog), so no text in
-- it may hold them.
CREATE TABLE rooms (
  id       TEXT PRIMARY KEY CHECK (id NOT GLOB '*[' || char(30, 31) || ']*'),
  name     TEXT NOT NULL CHECK (name NOT GLOB '*[' || char(30, 31) || ']*'),
  floor    TEXT NOT NULL,
  capacity INTEGER NOT NULL CHECK (capacity >= 0),
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The six rooms of a typical centre; administrators change them over the LAN.
INSERT INTO rooms (id, name, floor, capacity, position) VALUES
  ('hall',     '便民服务大厅',     '1F', 80, 1),
  ('party',    '党员活动室',       '2F', 30, 2),
  ('civic',    '新时代文明实践站', '2F', 40, 3),
  ('veterans', '退役军人服务站',   '1F', 20, 4),
  ('council',  '居民理事室',       '2F', 20, 5),
  ('sports',   '文体活动室',       '3F', 50, 6);

-- The id of a deleted resident is never given to another (AUTOINCREMENT): somebody may still have it written down.
CREATE TABLE residents (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  name         TEXT NOT NULL CHECK (name NOT GLOB '*[' || char(30, 31) || ']*'),
  role         TEXT NOT NULL CHECK (role IN ('resident', 'staff')),
  phone        TEXT,
  born         TEXT,
  language     TEXT,
  note         TEXT,
  -- The pseudonym the town knows the person by now, and the kind of card it was made from (null: random).
  subject      TEXT NOT NULL,
  subject_kind TEXT,
  created      INTEGER NOT NULL
) STRICT;

-- Every pseudonym a resident ever had, so that the journal can be proven against the visits.
CREATE TABLE subjects (
  resident INTEGER NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  subject  TEXT NOT NULL,
  PRIMARY KEY (resident, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE cards (
  id          INTEGER PRIMARY KEY,
  resident    INTEGER NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  kind        TEXT NOT NULL CHECK (kind IN ('qr', 'rfid', 'idcard', 'phone', 'number')),
  fingerprint TEXT NOT NULL UNIQUE,
  blocked     INTEGER NOT NULL DEFAULT 0,
  expires     TEXT,
  created     INTEGER NOT NULL
) STRICT;
CREATE INDEX cards_by_resident ON cards (resident);

-- Unknown cards that were presented lately, so that staff can register one by its short code.
CREATE TABLE waiting (
  fingerprint TEXT PRIMARY KEY,
  kind        TEXT NOT NULL,
  code        TEXT NOT NULL UNIQUE,
  reader      TEXT NOT NULL,
  at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE visits (
  id            INTEGER PRIMARY KEY,
  resident      INTEGER REFERENCES residents (id) ON DELETE SET NULL,
  party         INTEGER NOT NULL CHECK (party >= 1),
  room          TEXT NOT NULL REFERENCES rooms (id),
  reader        TEXT NOT NULL CHECK (reader NOT GLOB '*[' || char(30, 31) || ']*'),
  arrived       INTEGER NOT NULL,
  departed      INTEGER,
  ended         TEXT CHECK (ended IN ('tap', 'screen', 'moved', 'closing', 'staff', 'voided')),
  outside_hours INTEGER NOT NULL DEFAULT 0,
  override      TEXT,
  CHECK ((departed IS NULL) = (ended IS NULL)),
  CHECK (departed IS NULL OR departed >= arrived)
) STRICT;
-- Ends with the row's id, as every index does: the visit log is in this order and is continued by (arrived, id).
CREATE INDEX visits_by_arrival ON visits (arrived);
CREATE INDEX visits_by_resident ON visits (resident, arrived) WHERE resident IS NOT NULL;
-- Nobody is inside twice.
CREATE UNIQUE INDEX visits_open ON visits (resident) WHERE departed IS NULL;

-- event is the CloudEvent in canonical JSON (RFC 8785) without its hash; hash is SHA-256 over the hash of
-- the entry before and this text.
CREATE TABLE journal (
  number INTEGER PRIMARY KEY,
  event  TEXT NOT NULL,
  hash   BLOB NOT NULL
) STRICT;

-- Where the chain begins: the entry after `number` continues from `hash`. A second row stands where entries
-- were lost with a damaged database, and says so.
CREATE TABLE anchors (
  number INTEGER PRIMARY KEY,
  hash   BLOB NOT NULL,
  reason TEXT NOT NULL,
  at     INTEGER NOT NULL
) STRICT;
INSERT INTO anchors VALUES (0, zeroblob(32), 'begin', 0);

-- How far each reader of the journal has come.
CREATE TABLE cursors (
  name   TEXT PRIMARY KEY,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Entries a reader of the journal refused for good.
CREATE TABLE set_aside (
  cursor TEXT NOT NULL,
  number INTEGER NOT NULL,
  status INTEGER NOT NULL,
  detail TEXT NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (cursor, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens (
  name    TEXT PRIMARY KEY,
  role    TEXT NOT NULL CHECK (role IN ('auditor', 'staff', 'admin')),
  hash    TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
