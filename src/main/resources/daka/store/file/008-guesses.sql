-- Wrong guesses at a keypad, the latest few of each count, so that a restart forgives none.
CREATE TABLE guesses (
  id     INTEGER PRIMARY KEY,
  keypad TEXT NOT NULL,
  at     INTEGER NOT NULL
) STRICT;
CREATE INDEX guesses_by_keypad ON guesses (keypad, id);
