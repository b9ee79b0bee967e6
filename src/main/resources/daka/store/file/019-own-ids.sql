-- What was made under an id that whoever asked chose, for a day, so that asking again makes no more: what it is
-- (resident, card, visit) and its id, whom it is about if anybody, and a digest of what was asked under the kiosk's own
-- secret.
CREATE TABLE IF NOT EXISTS own_ids (
  what     TEXT NOT NULL,
  id       TEXT NOT NULL,
  made     INTEGER NOT NULL,
  resident INTEGER,
  asked    BLOB NOT NULL,
  at       INTEGER NOT NULL,
  PRIMARY KEY (what, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS own_ids_by_at ON own_ids (at);
CREATE INDEX IF NOT EXISTS own_ids_by_resident ON own_ids (resident);
