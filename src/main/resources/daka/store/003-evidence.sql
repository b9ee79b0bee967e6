-- How the person of a visit was identified; NULL where the visit began before that was kept. As in 002, only text of
-- the schema changes: a record that ends before its last column has NULL there (https://www.sqlite.org/fileformat2.html,
-- "Record Format"), which is what ALTER TABLE ADD COLUMN relies on too, after reading a STRICT table as a whole.
--
-- The schema must stay on the pages it has, since a database that has lost its header is read by those of an empty one
-- (RepairedCopy), and it fills them but for 14 bytes. So runs of spaces are taken out of its text first.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(replace(sql, '  ', ' '), '  ', ' '), '  ', ' '), '  ', ' ');
UPDATE sqlite_schema SET sql = replace(sql, 'override TEXT,',
  'override TEXT, evidence TEXT CHECK (evidence IN (''idcard'', ''qr'', ''rfid'', ''phone'', ''number'', ''staff'', ''none'')),')
WHERE type = 'table' AND name = 'visits';
PRAGMA writable_schema = RESET;
