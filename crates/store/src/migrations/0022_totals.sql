-- Counts of the cards and stages of everybody look at the index only.
CREATE INDEX person_standing ON person (kind, stage, disqualified) WHERE merged_into IS NULL;
-- One in sixteen people, drawn by their number: people/sample.rs has the words.
CREATE INDEX person_sample ON person
    (((person_id % 2147483647 * 742938285 % 2147483647) * (person_id % 2147483647 * 742938285 % 2147483647) % 2147483647))
    WHERE merged_into IS NULL
    AND (person_id % 2147483647 * 742938285 % 2147483647) * (person_id % 2147483647 * 742938285 % 2147483647) % 2147483647 < 134217728;
