-- Whether a merge was only claimed, by a browser's key; what the loser was called by then, and whether more
-- was known of them than a device; and the interaction of the business that took it back.
ALTER TABLE person_merge ADD COLUMN claimed BIGINT NOT NULL DEFAULT 0;
UPDATE person_merge SET claimed = 1 WHERE EXISTS (
    SELECT 1 FROM interaction i JOIN write_key k ON k.id = i.source_id
    WHERE i.seq = person_merge.seq AND k.kind = 'browser');
ALTER TABLE person_merge ADD COLUMN loser_name TEXT;
ALTER TABLE person_merge ADD COLUMN loser_known BIGINT NOT NULL DEFAULT 1;
ALTER TABLE person_merge ADD COLUMN overruled_by BIGINT;

-- Identifiers with the same bond were said to be one person's by a server, an import or a hand. What only a
-- browser's key has tied to a person has none, and gives way to what the business says; whom only such a key
-- made one person keep a bond each.
ALTER TABLE identifier ADD COLUMN bond BIGINT;
UPDATE identifier SET bond = CASE
    WHEN person_id IN (SELECT winner FROM person_merge WHERE claimed = 1) THEN home
    ELSE person_id END
WHERE NOT EXISTS (SELECT 1 FROM write_key WHERE kind = 'browser') OR NOT EXISTS (
    SELECT 1 FROM interaction i JOIN write_key k ON k.id = i.source_id
    WHERE i.seq = identifier.seq AND k.kind = 'browser');

-- What names a contact point goes with it when people are taken apart: it has the home of that contact point.
UPDATE profile_change SET home = (
    SELECT i.home FROM identifier i WHERE i.kind = 2 AND i.value = profile_change.value)
WHERE person_id IN (SELECT winner FROM person_merge WHERE undone_at IS NULL)
AND field IN ('email', 'email_2', 'email_3', 'email_4', 'email_5')
AND EXISTS (SELECT 1 FROM identifier i WHERE i.kind = 2 AND i.value = profile_change.value
    AND i.person_id = profile_change.person_id AND i.home <> profile_change.home);
UPDATE profile_change SET home = (
    SELECT i.home FROM identifier i WHERE i.kind = 1 AND i.value = profile_change.value)
WHERE person_id IN (SELECT winner FROM person_merge WHERE undone_at IS NULL)
AND field IN ('phone', 'phone_2', 'phone_3', 'phone_4')
AND EXISTS (SELECT 1 FROM identifier i WHERE i.kind = 1 AND i.value = profile_change.value
    AND i.person_id = profile_change.person_id AND i.home <> profile_change.home);
