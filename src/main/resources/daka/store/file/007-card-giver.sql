-- Whether a card was given by staff, who must not make staff: an administrator vouches for it before its holder becomes
-- a member. Cards of before count as given by an administrator.
ALTER TABLE cards ADD COLUMN by_staff INTEGER NOT NULL DEFAULT 0;
