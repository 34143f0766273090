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
