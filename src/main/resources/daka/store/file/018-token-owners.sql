-- Whose token it is, with whose account it ends (NULL: made by the command, for nobody's).
ALTER TABLE tokens ADD COLUMN account INTEGER REFERENCES accounts (id) ON DELETE CASCADE;
CREATE INDEX tokens_of_account ON tokens (account) WHERE account IS NOT NULL;
