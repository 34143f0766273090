-- What was learned from who became a customer: one row, of the latest attempt.
CREATE TABLE learned (
    id BIGINT PRIMARY KEY,
    claimed_until BIGINT NOT NULL,
    learned_at BIGINT,
    told_at BIGINT,
    position BIGINT NOT NULL,
    told_position BIGINT NOT NULL,
    model_version BIGINT NOT NULL,
    text TEXT,
    missing TEXT
);
INSERT INTO learned (id, claimed_until, position, told_position, model_version) VALUES (1, 0, 0, 0, 0);
-- How likely people are to become customers, with the reasons.
CREATE TABLE probability (
    person_id BIGINT PRIMARY KEY,
    value DOUBLE PRECISION NOT NULL,
    reasons TEXT NOT NULL,
    as_of BIGINT NOT NULL
);
