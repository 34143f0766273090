-- SQLite looked at each row for what an index of people who are not merged says already: it has it in it now.
DROP INDEX person_standing;
CREATE INDEX person_standing ON person (kind, stage, disqualified, merged_into)
    WHERE merged_into IS NULL AND person_id * 0 = 0;
-- Of whom only programs were seen: crawlers are left out of the people to win, and counted here. All that a count of them
-- asks for is in it, so that it looks at nothing else.
CREATE INDEX person_unseen ON person
    (kind, stage, disqualified, merged_into, last_touch, name, company, email, phone)
    WHERE merged_into IS NULL AND kind = 0 AND last_touch IS NULL AND name IS NULL AND company IS NULL
    AND email IS NULL AND phone IS NULL;
