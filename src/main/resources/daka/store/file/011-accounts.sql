-- Who may sign in to the office. key is the name as it is compared, password a slow hash, otp the secret of the
-- second factor, sealed (NULL: none), otp_step the last step of time whose code was used. revision counts changes.
CREATE TABLE accounts (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  key      TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  role     TEXT NOT NULL CHECK (role IN ('auditor', 'staff', 'admin')),
  resident INTEGER REFERENCES residents (id) ON DELETE SET NULL,
  password TEXT NOT NULL,
  otp      TEXT,
  otp_step INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL DEFAULT 1,
  created  INTEGER NOT NULL
) STRICT;

-- Where somebody is signed in. hash is that of the cookie; resident is the person whose account it was then, with
-- whom it ends.
CREATE TABLE sign_ins (
  id       TEXT PRIMARY KEY,
  hash     TEXT NOT NULL UNIQUE,
  account  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  resident INTEGER REFERENCES residents (id) ON DELETE CASCADE,
  began    INTEGER NOT NULL,
  used     INTEGER NOT NULL,
  address  TEXT NOT NULL,
  agent    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
