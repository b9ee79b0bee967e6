-- Whether a card was printed here: a person has one that is good, and printing another blocks it.
ALTER TABLE cards ADD COLUMN printed INTEGER NOT NULL DEFAULT 0;
