-- Mends what was copied out of a damaged database. told: the visits as the journal has them, reader being NULL
-- where the entry that begins a visit is lost; told_subjects: every pseudonym it names for them; untold: between
-- which visits some may have begun in entries that are lost; sure: since which entry none is missing.

-- Whose pseudonym is whose: of those who ever had it, whoever has it now.
INSERT OR IGNORE INTO subjects (resident, subject) SELECT id, subject FROM residents;
CREATE TEMP TABLE owners (subject TEXT PRIMARY KEY, resident INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO owners SELECT subject, coalesce(max(r.id), max(s.resident))
FROM subjects s LEFT JOIN residents r USING (subject) GROUP BY subject;

-- Rows that nothing in the journal can have begun were never visits.
DELETE FROM visits
WHERE NOT EXISTS (SELECT 1 FROM told WHERE told.id = visits.id)
  AND NOT EXISTS (SELECT 1 FROM untold WHERE visits.id > after AND visits.id < before);

-- Rows that differ from the journal: how a visit began is certain, the rest only if no later entry is missing.
UPDATE OR IGNORE visits SET
  party = t.party, reader = t.reader, evidence = t.evidence, arrived = t.arrived, outside_hours = t.outside_hours,
  resident = iif(t.guests, NULL, visits.resident),
  room = iif(t.entry >= since, t.room, visits.room),
  ended = iif(t.entry >= since, t.ended, visits.ended),
  departed = iif(t.entry >= since, t.departed, max(visits.departed, t.arrived))
FROM told t, sure
WHERE t.id = visits.id AND t.reader IS NOT NULL
  AND ((t.party, t.reader, t.evidence, t.arrived, t.outside_hours)
         IS NOT (visits.party, visits.reader, visits.evidence, visits.arrived, visits.outside_hours)
       OR (t.guests AND visits.resident IS NOT NULL)
       OR (t.entry >= since
           AND (t.room, t.departed, t.ended) IS NOT (visits.room, visits.departed, visits.ended)));

-- The same for visits of which the beginning is lost: what a later entry says of it is certain.
UPDATE OR IGNORE visits SET
  party = coalesce(t.party, visits.party),
  arrived = coalesce(t.arrived, visits.arrived),
  room = iif(t.entry >= since, coalesce(t.room, visits.room), visits.room),
  ended = iif(t.entry >= since, t.ended, visits.ended),
  departed = iif(t.entry >= since, t.departed, max(visits.departed, coalesce(t.arrived, visits.arrived)))
FROM told t, sure
WHERE t.id = visits.id AND t.reader IS NULL
  AND ((coalesce(t.party, visits.party), coalesce(t.arrived, visits.arrived)) IS NOT (visits.party, visits.arrived)
       OR (t.entry >= since
           AND (coalesce(t.room, visits.room), t.departed, t.ended)
             IS NOT (visits.room, visits.departed, visits.ended)));

-- Rows that are lost.
INSERT OR IGNORE INTO visits (id, resident, party, room, reader, evidence, arrived, departed, ended, outside_hours)
SELECT id, (SELECT max(resident) FROM told_subjects JOIN owners USING (subject) WHERE visit = id),
  party, room, coalesce(reader, 'lost'), evidence, arrived, departed, ended, outside_hours
FROM told
WHERE room IS NOT NULL AND arrived IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM visits WHERE visits.id = told.id);

-- Nobody is inside twice: if that kept a row out, the visit is kept without its resident.
INSERT OR IGNORE INTO visits (id, party, room, reader, evidence, arrived, departed, ended, outside_hours)
SELECT id, party, room, coalesce(reader, 'lost'), evidence, arrived, departed, ended, outside_hours
FROM told
WHERE room IS NOT NULL AND arrived IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM visits WHERE visits.id = told.id);

-- Rows that name somebody else than the journal does, and pseudonyms that only the journal still knows.
UPDATE OR IGNORE visits SET resident = o.resident
FROM told_subjects ts JOIN owners o USING (subject)
WHERE ts.visit = visits.id AND visits.resident IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM subjects s WHERE s.resident = visits.resident AND s.subject = ts.subject);
INSERT OR IGNORE INTO subjects (resident, subject)
SELECT visits.resident, ts.subject FROM told_subjects ts JOIN visits ON visits.id = ts.visit
WHERE visits.resident IS NOT NULL;

-- A resident whose row is lost keeps cards and visits; the name must be entered again.
INSERT INTO residents (id, name, role, subject, created)
SELECT resident, '？', 'resident', min(subject), 0 FROM subjects
WHERE resident NOT IN (SELECT id FROM residents) GROUP BY resident;
DELETE FROM cards WHERE resident NOT IN (SELECT id FROM residents);
UPDATE visits SET resident = NULL WHERE resident NOT IN (SELECT id FROM residents);

-- The same for rooms.
INSERT INTO rooms (id, name, floor, capacity, position)
SELECT DISTINCT room, room, '?', 50, 99 FROM visits WHERE room NOT IN (SELECT id FROM rooms);
