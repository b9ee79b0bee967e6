-- The four digits that a resident types after a number, by a slow hash, and how many wrong ones were typed since the
-- last right one.
CREATE TABLE codes (
  resident INTEGER PRIMARY KEY REFERENCES residents (id) ON DELETE CASCADE,
  hash     TEXT NOT NULL,
  wrong    INTEGER NOT NULL DEFAULT 0
) STRICT;
