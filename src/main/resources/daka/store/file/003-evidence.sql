-- How the person of a visit was identified; NULL where the visit began before that was kept. As in 002, only text of
-- the schema changes: a record that ends before its last column has NULL there (https://www.sqlite.org/fileformat2.html,
-- "Record Format"), which is what ALTER TABLE ADD COLUMN relies on too, after reading a STRICT table as a whole.
--
-- Nor may the schema of a database without a map grow onto another page, so runs of spaces are taken out of its text.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(replace(sql, '  ', ' '), '  ', ' '), '  ', ' '), '  ', ' ');
UPDATE sqlite_schema SET sql = replace(sql, 'override TEXT,',
  'override TEXT, evidence TEXT CHECK (evidence IN (''idcard'', ''qr'', ''rfid'', ''phone'', ''number'', ''staff'', ''none'')),')
WHERE type = 'table' AND name = 'visits';
PRAGMA writable_schema = RESET;
