-- What bad events have in common: the code of what is wrong with them. Those that were there before get theirs from a
-- job, a stretch at a time. The last column says that a row is open, so that whoever counts looks at the index only.
ALTER TABLE bad_event ADD COLUMN cause TEXT NOT NULL DEFAULT 'other';
CREATE INDEX bad_event_cause ON bad_event (cause, id, fixed_seq) WHERE fixed_seq IS NULL;
