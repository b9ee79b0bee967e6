-- Until when a token is good (NULL: until it is revoked), and when it was last used, to the hour (NULL: not yet).
ALTER TABLE tokens ADD COLUMN expires INTEGER;
ALTER TABLE tokens ADD COLUMN used INTEGER;
