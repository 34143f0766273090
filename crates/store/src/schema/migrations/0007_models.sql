-- Scoring models by key. Model 1 is the primary one; the others score the same people beside it.
CREATE TABLE model (
    model_id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    retired_at BIGINT
);
INSERT INTO model (model_id, key, name, created_at, created_by)
SELECT 1, 'primary', coalesce((SELECT v.name FROM model_version v ORDER BY v.version DESC LIMIT 1), 'Default'),
    coalesce(min(published_at), 0), 'ripen' FROM model_version;

-- Versions belong to a model; their numbers are given out across all of them, so that a number names
-- one text. The draft of a model has the number of the model.
ALTER TABLE model_version ADD COLUMN model_id BIGINT NOT NULL DEFAULT 1;
CREATE INDEX model_version_model ON model_version (model_id, version);

-- What the secondary models make of people. The primary's scores are columns of the person, and so is
-- what no model changes: times and number of the interactions, the first touch. Whoever was merged
-- into somebody else has no row.
CREATE TABLE person_score (
    model_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    model_version BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    stage BIGINT NOT NULL,
    stage_since BIGINT,
    fit DOUBLE PRECISION NOT NULL,
    disqualified TEXT,
    nurture TEXT,
    fast DOUBLE PRECISION NOT NULL,
    normal DOUBLE PRECISION NOT NULL,
    slow DOUBLE PRECISION NOT NULL,
    recent DOUBLE PRECISION NOT NULL,
    baseline DOUBLE PRECISION NOT NULL,
    rank_bound DOUBLE PRECISION NOT NULL,
    due_at BIGINT,
    tallies BYTEA,
    lead_at BIGINT,
    customer_at BIGINT,
    PRIMARY KEY (model_id, person_id)
) {clustered};
CREATE INDEX person_score_rank ON person_score (model_id, rank_bound DESC, person_id DESC);
CREATE INDEX person_score_stage ON person_score (model_id, stage, rank_bound DESC);
CREATE INDEX person_score_fit ON person_score (model_id, fit, person_id);
CREATE INDEX person_score_due ON person_score (due_at) WHERE due_at IS NOT NULL;
