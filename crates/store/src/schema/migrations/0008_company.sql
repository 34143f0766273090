-- How many interactions each person of a company has given as a human (not those that only say who
-- somebody is), by day (of UTC, since 1970), and
-- all people of the company together. They follow from person and timeline: whoever leaves a company
-- takes theirs along. What is behind a surge at a company is found by them.
CREATE TABLE company_person_day (
    company_key TEXT NOT NULL,
    day BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    interactions BIGINT NOT NULL,
    PRIMARY KEY (company_key, day, person_id)
) {clustered};
CREATE INDEX company_person_day_person ON company_person_day (person_id);

CREATE TABLE company_day (
    company_key TEXT NOT NULL,
    day BIGINT NOT NULL,
    interactions BIGINT NOT NULL,
    PRIMARY KEY (company_key, day)
) {clustered};

INSERT INTO company_person_day
SELECT p.company_key, (t.at - ((t.at % 86400000000 + 86400000000) % 86400000000)) / 86400000000, p.person_id, count(*)
FROM person p JOIN timeline t ON t.person_id = p.person_id AND t.verdict = 0
    AND t.kind_id NOT IN (SELECT k.kind_id FROM kind k WHERE k.name IN ('Identified', 'Grouped', 'Aliased'))
WHERE p.company_key IS NOT NULL GROUP BY 1, 2, 3;
INSERT INTO company_day
SELECT company_key, day, CAST(sum(interactions) AS BIGINT) FROM company_person_day GROUP BY 1, 2;

-- Buying signals of companies. person_id is who completed it; evidence is the newest of the
-- interactions behind it, as position:person, separated by commas.
CREATE TABLE company_signal (
    company_key TEXT NOT NULL,
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    interactions BIGINT NOT NULL,
    people BIGINT NOT NULL,
    usual DOUBLE PRECISION NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (company_key, at, key)
) {clustered};
CREATE INDEX company_signal_newest ON company_signal (at, person_id, key);
CREATE INDEX company_signal_key ON company_signal (key, at, company_key);

-- The definition of the signals of companies that are stored, and up to which company they are those
-- of that definition; all of them where it is missing.
CREATE TABLE company_follow (
    id BIGINT PRIMARY KEY,
    definition TEXT NOT NULL,
    after_key TEXT
);

-- Who looks after a person. home is the person that it was set for; without a user_id somebody said
-- that nobody does. The latest of a person counts, and stands in the person's row.
CREATE TABLE person_owner (
    home BIGINT PRIMARY KEY,
    person_id BIGINT NOT NULL,
    user_id BIGINT,
    at BIGINT NOT NULL,
    set_by BIGINT NOT NULL
);
CREATE INDEX person_owner_person ON person_owner (person_id);
ALTER TABLE person ADD COLUMN owner_id BIGINT;
CREATE INDEX person_owner_id ON person (owner_id, person_id) WHERE owner_id IS NOT NULL;
