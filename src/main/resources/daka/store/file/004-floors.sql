-- A typical centre has two floors. A centre that has been at work knows its own: only a database that is being made,
-- whose journal has not begun, is changed.
UPDATE rooms SET floor = '2F'
WHERE id = 'sports' AND floor = '3F' AND NOT EXISTS (SELECT 1 FROM journal);
