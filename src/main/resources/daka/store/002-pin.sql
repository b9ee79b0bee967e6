-- A PIN is a kind of card. Only the text of the table's CHECK is changed, in SQLite's own way for what does not touch
-- the rows (https://www.sqlite.org/lang_altertable.html#otheralter): a table that is made anew would begin at another
-- page in a database with rows than in an empty one, and a database that has lost its header is read by the pages of
-- an empty one (RepairedCopy).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''number'')', '''number'', ''pin'')')
WHERE type = 'table' AND name = 'cards';
PRAGMA writable_schema = RESET;
