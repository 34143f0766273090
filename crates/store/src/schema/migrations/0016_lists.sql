-- The newest of those who may be one, without a look at all pairs.
CREATE INDEX person_pair_newest ON person_pair (at, home, other) WHERE apart = 0;

-- How often all people showed signs of life, kept as they are scored.
INSERT INTO follower (name, position)
SELECT 'lively', sum(interactions) FROM person WHERE merged_into IS NULL HAVING sum(interactions) > 0;
