-- What a write key may say: a server's key anything; a browser's key is public, so that what it sends
-- only adds. Those that there are were given to servers and sites alike, and go on as they were.
ALTER TABLE write_key ADD COLUMN kind TEXT NOT NULL DEFAULT 'server';

-- What a change may overwrite: 0 firm, 1 claimed, 2 hinted; a lesser one shows only where no greater is.
-- On the person's row two bits a standard field, in the order in which the fields are shown.
ALTER TABLE profile_change ADD COLUMN authority BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN authority BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person_field ADD COLUMN authority BIGINT NOT NULL DEFAULT 0;

-- Who accepted that two people are one, where it did not follow from the log.
ALTER TABLE person_merge ADD COLUMN accepted_by TEXT;

-- Contact points that somebody else holds: who gave them as well.
CREATE TABLE contact_share (
    kind BIGINT NOT NULL,
    value TEXT NOT NULL,
    home BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    linked_at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (kind, value, home)
) {clustered};
CREATE INDEX contact_share_person ON contact_share (person_id);

-- Two people who may be one, or who were taken apart: a row for each of the two, that follows its home.
-- It takes the place of merge_suggestion, which the release before still reads.
CREATE TABLE person_pair (
    home BIGINT NOT NULL,
    other BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    apart BIGINT NOT NULL,
    evidence TEXT NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (home, other)
) {clustered};
CREATE INDEX person_pair_person ON person_pair (person_id, apart);

INSERT INTO person_pair (home, other, person_id, apart, evidence, at, seq)
SELECT person_a, person_b, person_a, 0, evidence, at, seq FROM merge_suggestion
UNION ALL SELECT person_b, person_a, person_b, 0, evidence, at, seq FROM merge_suggestion;
INSERT INTO person_pair (home, other, person_id, apart, evidence, at, seq)
SELECT u.home, u.other, u.home, 1, min(u.evidence), max(u.at), max(u.seq) FROM (
    SELECT winner AS home, loser AS other, evidence, at, seq FROM person_merge WHERE undone_at IS NOT NULL
    UNION ALL SELECT loser, winner, evidence, at, seq FROM person_merge WHERE undone_at IS NOT NULL) u
GROUP BY u.home, u.other
ON CONFLICT (home, other) DO UPDATE SET apart = 1;
-- Whoever was merged since is a part of somebody else.
UPDATE person_pair SET person_id = (
    WITH RECURSIVE part (person_id, into_id) AS (
        SELECT p.person_id, p.merged_into FROM person p WHERE p.person_id = person_pair.home
        UNION ALL SELECT p.person_id, p.merged_into FROM person p JOIN part ON p.person_id = part.into_id)
    SELECT part.person_id FROM part WHERE part.into_id IS NULL)
WHERE home IN (SELECT person_id FROM person WHERE merged_into IS NOT NULL);
