-- Properties of the event that have no column of their own, packed into one text.
ALTER TABLE interaction ADD COLUMN properties TEXT;
ALTER TABLE timeline ADD COLUMN properties TEXT;

-- What tells a person's company: its folded name, else the mail domain of an organisation.
ALTER TABLE person ADD COLUMN company_key TEXT;
UPDATE person SET company_key = CASE
    WHEN trim(ripen_fold(company)) <> '' THEN trim(ripen_fold(company))
    WHEN mailbox = 0 THEN email_domain END;
CREATE INDEX person_company ON person (company_key) WHERE company_key IS NOT NULL;

-- Buying signals that people have had, each with the interactions that make it up: positions of the
-- log, separated by commas. seq is the one that completed it.
CREATE TABLE person_signal (
    person_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    count BIGINT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (person_id, at, key)
) {clustered};
CREATE INDEX person_signal_newest ON person_signal (at, person_id, key);
CREATE INDEX person_signal_key ON person_signal (key, at, person_id);
