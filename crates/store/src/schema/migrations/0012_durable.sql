-- Tells a bad event that is sent again: a hash of its source, its message id and the event. Those from
-- before have none.
ALTER TABLE bad_event ADD COLUMN event_hash BIGINT;
CREATE UNIQUE INDEX bad_event_hash ON bad_event (event_hash) WHERE event_hash IS NOT NULL;

-- Interactions of the log that could not be projected, with the reason, until they are tried again.
CREATE TABLE set_aside (
    seq {seq} PRIMARY KEY,
    at BIGINT NOT NULL,
    reason TEXT NOT NULL
);

-- When a clock was found to have been ahead: whatever the log says happened later than `at`, up to
-- position `seq`, counts as having happened then.
CREATE TABLE clock_turn (
    seq {seq} PRIMARY KEY,
    at BIGINT NOT NULL
);

-- The latest moment that anything is said to have happened at, to be held against the clock.
INSERT INTO follower (name, position) SELECT 'latest', coalesce(max(last_at), 0) FROM person;
