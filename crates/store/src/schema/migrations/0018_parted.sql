-- Who said of two people that they are two, and who took it back, and when. What was said before is without.
ALTER TABLE person_pair ADD COLUMN parted_at BIGINT;
ALTER TABLE person_pair ADD COLUMN parted_by TEXT;
ALTER TABLE person_pair ADD COLUMN reopened_at BIGINT;
ALTER TABLE person_pair ADD COLUMN reopened_by TEXT;
