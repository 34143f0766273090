-- The fit rule that keeps a person in nurture.
ALTER TABLE person ADD COLUMN nurture TEXT;
