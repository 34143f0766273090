-- What stood where an identifier should be and is none (undefined, null, test@test.com), with how often
-- interactions that were taken in had it. Distinct values are bounded: what is over goes to the value ''.
CREATE TABLE ignored_identifier (
    kind BIGINT NOT NULL,
    value TEXT NOT NULL,
    count BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (kind, value)
) {clustered};
