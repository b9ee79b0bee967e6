-- Who did what: a chain of its own, proven as the journal is. entry is canonical JSON without its hash, at the time it
-- tells (milliseconds), by which it is deleted one day.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  entry  TEXT NOT NULL,
  hash   BLOB NOT NULL
) STRICT;

-- Why, in somebody's own words, which may name a person and so are no part of the chain: the entry has the SHA-256 of
-- salt and words only, and stays provable when they are erased.
CREATE TABLE audit_reasons (
  number INTEGER PRIMARY KEY,
  salt   BLOB NOT NULL,
  reason TEXT NOT NULL
) STRICT;
