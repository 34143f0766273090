-- The words that people are found by, as the domain keeps them. They follow from the rows of people; those of people
-- that were there before are kept by a job, a stretch at a time.
CREATE TABLE person_word (
    word TEXT NOT NULL,
    person_id BIGINT NOT NULL,
    PRIMARY KEY (word, person_id)
) WITHOUT ROWID;
