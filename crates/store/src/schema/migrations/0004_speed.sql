-- How far everybody was scored again after a version was published: people up to this number are
-- scored with it, whichever version their row was written with. A row that the new version leaves as
-- it is need not be written.
ALTER TABLE model_version ADD COLUMN rescored_to BIGINT NOT NULL DEFAULT 0;

-- Its place is taken by the column above; every write of a person had to keep it.
DROP INDEX person_model;

-- Lists by fit, and lists of the few who reach a high one.
CREATE INDEX person_fit ON person (fit, person_id) WHERE merged_into IS NULL;
