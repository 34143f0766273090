-- The list by when people were first seen, the newest first.
CREATE INDEX person_created ON person (created_at, person_id) WHERE merged_into IS NULL;
