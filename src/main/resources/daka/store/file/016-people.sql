-- Whether somebody is under 14 whose birth is not told.
ALTER TABLE residents ADD COLUMN child INTEGER NOT NULL DEFAULT 0;

-- What a guardian agreed to for somebody under 14: who, to keeping what (words of phone, born, number, with spaces
-- between), since which day, and from which day no longer (NULL: it holds).
CREATE TABLE IF NOT EXISTS consents (
  resident  INTEGER NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  id        TEXT NOT NULL,
  guardian  TEXT NOT NULL,
  relation  TEXT,
  scope     TEXT NOT NULL,
  given     TEXT NOT NULL,
  withdrawn TEXT,
  created   INTEGER NOT NULL,
  PRIMARY KEY (resident, id)
) STRICT, WITHOUT ROWID;

-- relative is the relation of resident: 'parent' where relative is a parent of resident. Each pair has two rows, one
-- from either side.
CREATE TABLE IF NOT EXISTS family (
  resident INTEGER NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  relative INTEGER NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  relation TEXT NOT NULL,
  PRIMARY KEY (resident, relative),
  CHECK (resident <> relative)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS family_by_relative ON family (relative);

-- Who was found to be one person, for as long as it can be undone. kept is the resident who has all of it now, onto the
-- one that other was merged into; undo tells in JSON what other was, and what kept was before.
CREATE TABLE IF NOT EXISTS merges (
  id    INTEGER PRIMARY KEY,
  kept  INTEGER NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  onto  INTEGER NOT NULL,
  other INTEGER NOT NULL,
  at    INTEGER NOT NULL,
  undo  TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS merges_by_kept ON merges (kept);

-- The visits that other had.
CREATE TABLE IF NOT EXISTS merged_visits (
  merge INTEGER NOT NULL REFERENCES merges (id) ON DELETE CASCADE,
  visit INTEGER NOT NULL,
  PRIMARY KEY (merge, visit)
) STRICT, WITHOUT ROWID;

-- Two who look like one person and are not; one has the smaller id.
CREATE TABLE IF NOT EXISTS different_people (
  one   INTEGER NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS different_people_by_other ON different_people (other);
