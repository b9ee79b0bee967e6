-- When nobody is let into a room: 'always', 'mon' to 'sun', or a day such as '2027-01-01'. And what a room was called
-- before, by the last visit that has the name. Both hold though the room's own row is lost: it is made again from its
-- visits. They stood in settings.
CREATE TABLE IF NOT EXISTS room_closures (
  room TEXT NOT NULL,
  day  TEXT NOT NULL,
  PRIMARY KEY (room, day)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO room_closures (room, day)
SELECT substr(name, 6, length(name) - 12), d.value
FROM (SELECT name, '["' || replace(value, ',', '","') || '"]' AS days FROM settings WHERE name GLOB 'room.*.closed'),
  json_each(iif(json_valid(days), days, '[]')) d;

CREATE TABLE IF NOT EXISTS room_names (
  room       TEXT NOT NULL,
  last_visit INTEGER NOT NULL,
  name       TEXT NOT NULL CHECK (name NOT GLOB '*[' || char(30, 31) || ']*'),
  PRIMARY KEY (room, last_visit)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO room_names (room, last_visit, name)
SELECT substr(name, 6, length(name) - 30), CAST(substr(name, -19) AS INTEGER), value
FROM settings WHERE name GLOB 'room.*.name.*';

DELETE FROM settings WHERE name GLOB 'room.*.closed' OR name GLOB 'room.*.name.*';
