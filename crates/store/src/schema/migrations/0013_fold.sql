-- By which rules of folding a version of a model scored people, and in which time zone its days begin.
-- A version by older rules is published again, which has everybody scored again.
ALTER TABLE model_version ADD COLUMN fold BIGINT NOT NULL DEFAULT 0;
ALTER TABLE model_version ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC';

-- Where behaviour tells another verdict than the one that was given when an interaction came in: that
-- one, and the reasons for the other, separated by commas.
ALTER TABLE timeline ADD COLUMN captured BIGINT;
ALTER TABLE timeline ADD COLUMN reasons TEXT;

-- When a person's latest interaction with a mail was: only what is near it can be a program's sweep.
ALTER TABLE person ADD COLUMN mail_at BIGINT;
