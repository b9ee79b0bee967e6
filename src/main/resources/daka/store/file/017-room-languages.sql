-- The language of a room's name (NULL: the centre's own), and what screens that speak others call it. Like room_closures
-- this holds though the room's own row is lost.
ALTER TABLE rooms ADD COLUMN language TEXT;

CREATE TABLE IF NOT EXISTS room_translations (
  room     TEXT NOT NULL,
  language TEXT NOT NULL,
  name     TEXT NOT NULL CHECK (name NOT GLOB '*[' || char(30, 31) || ']*'),
  PRIMARY KEY (room, language)
) STRICT, WITHOUT ROWID;

-- The six rooms of a typical centre come with all three; one that was given another name has that alone.
INSERT OR IGNORE INTO room_translations (room, language, name)
WITH six (id, hans, hant, en) AS (VALUES
  ('hall',     '便民服务大厅',     '便民服務大廳',     'Service Hall'),
  ('party',    '党员活动室',       '黨員活動室',       'Party Members'),
  ('civic',    '新时代文明实践站', '新時代文明實踐站', 'Civic Practice'),
  ('veterans', '退役军人服务站',   '退役軍人服務站',   'Veterans'),
  ('council',  '居民理事室',       '居民理事室',       'Council Room'),
  ('sports',   '文体活动室',       '文體活動室',       'Culture & Sports'))
SELECT id, 'zh-Hant', hant FROM six JOIN rooms USING (id) WHERE hans = name
UNION ALL SELECT id, 'en', en FROM six JOIN rooms USING (id) WHERE hans = name;
UPDATE rooms SET language = 'zh-Hans' WHERE language IS NULL AND id IN (SELECT room FROM room_translations);
