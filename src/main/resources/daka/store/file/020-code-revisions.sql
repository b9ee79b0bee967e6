-- Tells codes that were given to a person one after the other apart, without telling anything of them: a random number,
-- 0 for those of before.
ALTER TABLE codes ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
