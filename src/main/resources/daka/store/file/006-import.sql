-- Residents of an import on their way into the register. They are nobody's yet: once all stand here and the setting
-- 'import' says so (the time they are registered at, in milliseconds), they are moved, and the move is finished by the
-- next start if the power goes. Without the setting they are forgotten.
CREATE TABLE IF NOT EXISTS import_lines (
  number       INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  role         TEXT NOT NULL,
  phone        TEXT,
  born         TEXT,
  language     TEXT,
  note         TEXT,
  subject      TEXT NOT NULL,
  subject_kind TEXT,
  -- One a line: kind, fingerprint, and the fingerprint it may wait under.
  cards        TEXT NOT NULL
) STRICT;
