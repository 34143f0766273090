-- Counts of the cards and stages of everybody look at the index only. The last condition always holds: only a query
-- that says it, too, uses the index, and no list is led away from the index of its order.
CREATE INDEX person_standing ON person (kind, stage, disqualified) WHERE merged_into IS NULL AND person_id * 0 = 0;
-- One in sixteen people, drawn by their number: people/sample.rs has the words.
CREATE INDEX person_sample ON person
    (((person_id % 2147483647 * 742938285 % 2147483647) * (person_id % 2147483647 * 742938285 % 2147483647) % 2147483647))
    WHERE merged_into IS NULL
    AND (person_id % 2147483647 * 742938285 % 2147483647) * (person_id % 2147483647 * 742938285 % 2147483647) % 2147483647 < 134217728;
