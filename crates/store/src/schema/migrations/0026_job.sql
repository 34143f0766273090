-- Something to do at a moment. What is done is no more; what failed too often or was called off stays with its reason.
-- state: 0 waits, 1 is worked on under a lease, 2 failed for good, 3 was called off. The token tells each taking on from
-- those before, so that a worker that was frozen past its lease finishes nothing.
CREATE TABLE job (
    id {counted},
    name TEXT NOT NULL,
    queue BIGINT NOT NULL,
    priority BIGINT NOT NULL,
    key TEXT,
    body TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    most BIGINT NOT NULL,
    token BIGINT NOT NULL,
    leased_until BIGINT,
    ended_at BIGINT,
    error TEXT
);
CREATE UNIQUE INDEX job_waits ON job (name, key) WHERE state = 0 AND key IS NOT NULL;
CREATE UNIQUE INDEX job_runs ON job (name, key) WHERE state = 1 AND key IS NOT NULL;
-- The state stands in it, so that a count of those who wait looks at nothing else.
CREATE INDEX job_due ON job (queue, priority, due_at, id, state) WHERE state = 0;
CREATE INDEX job_leased ON job (leased_until) WHERE state = 1;
CREATE INDEX job_state ON job (state, id);
CREATE INDEX job_ended ON job (ended_at) WHERE state > 1;
-- Learning is a job: its lease is that of the job.
ALTER TABLE learned DROP COLUMN claimed_until;
ALTER TABLE learned DROP COLUMN claim;
