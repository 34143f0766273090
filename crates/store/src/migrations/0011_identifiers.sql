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

-- Addresses and numbers that people gave and that somebody else holds as an identifier, so that
-- everybody who gave one is found by it. They move with a merge and back, as identifiers do.
CREATE TABLE shared_contact (
    kind BIGINT NOT NULL,
    value TEXT NOT NULL,
    person_id BIGINT NOT NULL,
    home BIGINT NOT NULL,
    PRIMARY KEY (kind, value, person_id, home)
) {clustered};
CREATE INDEX shared_contact_person ON shared_contact (person_id);
