-- The orders of lists that are kept beside people, and counts over a span of time.
CREATE INDEX probability_value ON probability (value, person_id);
CREATE INDEX lead_opened ON lead (opened_at, person_id);
CREATE INDEX customer_opened ON customer (opened_at, person_id);
