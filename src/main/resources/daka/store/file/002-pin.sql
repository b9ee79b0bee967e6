-- A PIN is a kind of card. Only the text of the table's CHECK is changed, in SQLite's own way for what does not touch
-- the rows (https://www.sqlite.org/lang_altertable.html#otheralter). A database of this version has no map (TableMap):
-- if it has lost its header it is read by the pages of an empty one, so its tables have to stay where they are.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''number'')', '''number'', ''pin'')')
WHERE type = 'table' AND name = 'cards';
PRAGMA writable_schema = RESET;
