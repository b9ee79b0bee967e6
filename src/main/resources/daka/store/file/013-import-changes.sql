-- Whom a line of an import changes; null if it is of somebody new.
ALTER TABLE import_lines ADD COLUMN resident INTEGER;
